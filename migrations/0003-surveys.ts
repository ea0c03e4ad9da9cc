import { sql } from 'kysely';
import { bytes, createTable, forbid, freezeColumns, idText, type Database } from './dialect.ts';

/** Surveys, their subjects, and the sealed ballot box. */
export async function up(db: Database): Promise<void> {
	await createSurvey(db);
	await createBox(db);
}

async function createSurvey(db: Database): Promise<void> {
	await createTable(db, 'survey')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('mode', 'text', (c) => c.notNull())
		.addColumn('custody', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('scheduled', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('opens_at', 'text', (c) => c.notNull())
		.addColumn('closes_at', 'text', (c) => c.notNull())
		.addColumn('eligible', 'integer', (c) => c.notNull())
		.addColumn('electorate', 'text', (c) => c.notNull())
		.addColumn('min_turnout_num', 'integer', (c) => c.notNull())
		.addColumn('min_turnout_den', 'integer', (c) => c.notNull())
		.addColumn('consent_by', idText(db), (c) => c.references('user.id'))
		.addColumn('consent_reason', 'text')
		.addColumn('rules', 'text')
		.addColumn('questionnaires', 'text')
		.addColumn('questionnaire_hash', bytes(db))
		.addColumn('tally_key', bytes(db))
		.addColumn('issued', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('created_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('opened_at', 'text')
		.addColumn('closed_at', 'text')
		.addColumn('counted_at', 'text')
		.addColumn('published_at', 'text')
		.addColumn('void_at', 'text')
		.addColumn('void_by', idText(db), (c) => c.references('user.id'))
		.addColumn('void_reason', 'text')
		.execute();
	await db.schema
		.createIndex('survey_union_year')
		.on('survey')
		.columns(['union_id', 'year'])
		.execute();
	await db.schema
		.createIndex('survey_state')
		.on('survey')
		.columns(['state', 'closes_at'])
		.execute();
	await freezeColumns(
		db,
		'survey',
		[
			...['union_id', 'year', 'mode', 'custody', 'closes_at', 'eligible', 'electorate'],
			...['min_turnout_num', 'min_turnout_den', 'rules', 'questionnaires', 'questionnaire_hash'],
			...['tally_key', 'opened_at']
		],
		sql`old.state <> 'draft'`,
		'frozen at opening'
	);
	await forbid(
		db,
		'survey',
		'update',
		'no way back to draft',
		sql`old.state <> 'draft' and new.state = 'draft'`
	);
	await forbid(db, 'survey', 'delete', 'opened surveys stay', sql`old.state <> 'draft'`);

	await createTable(db, 'survey_subject', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.notNull().references('survey.id').onDelete('cascade')
		)
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('live', 'integer', (c) => c.notNull())
		.addColumn('person_id', idText(db), (c) => c.references('person.id'))
		.addPrimaryKeyConstraint('survey_subject_pk', ['survey_id', 'subject'])
		.execute();
	await db.schema
		.createIndex('survey_subject_one_live')
		.on('survey_subject')
		.columns(['union_id', 'year', 'subject'])
		.unique()
		.where(sql.ref('live'), '=', sql.lit(1))
		.execute();

	await createTable(db, 'code_batch', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.notNull().references('survey.id').onDelete('cascade')
		)
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('size', 'integer', (c) => c.notNull())
		.addColumn('voided_before', 'integer', (c) => c.notNull())
		.addColumn('issued_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('day', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('code_batch_pk', ['survey_id', 'seq'])
		.execute();
}

/** No column of time, address, agent, device, session or print number stands in these five tables. */
async function createBox(db: Database): Promise<void> {
	await createTable(db, 'box', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.primaryKey().references('survey.id').onDelete('cascade')
		)
		.addColumn('accepting', 'integer', (c) => c.notNull())
		.addColumn('ballots', 'integer', (c) => c.notNull())
		.addColumn('log_size', 'integer', (c) => c.notNull())
		.execute();
	await createTable(db, 'code', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.notNull().references('survey.id').onDelete('cascade')
		)
		.addColumn('mac', bytes(db), (c) => c.notNull())
		.addPrimaryKeyConstraint('code_pk', ['survey_id', 'mac'])
		.execute();
	await createTable(db, 'spent', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.notNull().references('survey.id').onDelete('cascade')
		)
		.addColumn('nullifier', bytes(db), (c) => c.notNull())
		.addColumn('retry_tag', bytes(db), (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('spent_pk', ['survey_id', 'nullifier'])
		.execute();
	await createTable(db, 'log', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('type', 'text', (c) => c.notNull())
		.addColumn('payload', bytes(db), (c) => c.notNull())
		.addPrimaryKeyConstraint('log_pk', ['survey_id', 'seq'])
		.execute();
	await forbid(db, 'log', 'update', 'log is append only');
	await forbid(db, 'log', 'delete', 'log is append only');
	await createTable(db, 'ballot', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('ct', bytes(db), (c) => c.notNull())
		.addPrimaryKeyConstraint('ballot_pk', ['survey_id', 'seq'])
		.execute();
	await forbid(db, 'ballot', 'update', 'ballots are sealed');
}
