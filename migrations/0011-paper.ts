import { sql } from 'kysely';
import { bytes, createTable, forbid, freezeColumns, idText, type Database } from './dialect.ts';

const account = ['printed', 'handed_out', 'leftover', 'spoiled', 'returned'];
const figures = [
	...['satisfied', 'basically_satisfied', 'dissatisfied', 'unsure'],
	...['blank', 'invalid']
];

/** Paper ballots counted by two people, leftover slips, and the account of every printed one. */
export async function up(db: Database): Promise<void> {
	await db.schema
		.alterTable('survey')
		.addColumn('paper', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await freezeColumns(
		db,
		'survey',
		['paper'],
		sql`old.state <> 'draft'`,
		'paper frozen at opening'
	);
	await db.schema.alterTable('result').addColumn('flags', 'text').execute();
	await createPaper(db);
	await createReconciliation(db);
}

async function createPaper(db: Database): Promise<void> {
	let count = createTable(db, 'paper_count', { keyed: true }).addColumn(
		'survey_id',
		idText(db),
		(c) => c.primaryKey().references('survey.id')
	);
	for (const column of account)
		count = count.addColumn(column, 'integer', (c) =>
			c.notNull().check(sql`${sql.ref(column)} >= 0`)
		);
	await count
		.addColumn('entered_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('confirmed_by', idText(db), (c) => c.references('user.id'))
		.addColumn('day', 'text', (c) => c.notNull())
		.addCheckConstraint('paper_count_two_people', sql`confirmed_by <> entered_by`)
		.execute();
	await freezeColumns(
		db,
		'paper_count',
		['survey_id', ...account, 'entered_by', 'confirmed_by', 'day'],
		sql`old.confirmed_by is not null`,
		'confirmed by two people'
	);
	await forbid(
		db,
		'paper_count',
		'delete',
		'confirmed counts stay',
		sql`old.confirmed_by is not null`
	);

	let answer = createTable(db, 'paper_answer', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('question_id', 'text', (c) => c.notNull());
	for (const column of figures) answer = answer.addColumn(column, 'integer', (c) => c.notNull());
	// 0 entered, 1 confirmed, 2 added to a result and about to go.
	await answer
		.addColumn('locked', 'integer', (c) => c.notNull().defaultTo(0))
		.addPrimaryKeyConstraint('paper_answer_pk', ['survey_id', 'question_id'])
		.execute();
	await freezeColumns(
		db,
		'paper_answer',
		['survey_id', 'question_id', ...figures],
		sql`old.locked <> 0`,
		'confirmed by two people'
	);
	await forbid(db, 'paper_answer', 'delete', 'confirmed counts stay', sql`old.locked = 1`);
}

/** A leftover slip is known by its MAC alone; what became of its code stands in `spent`. */
async function createReconciliation(db: Database): Promise<void> {
	await createTable(db, 'leftover', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('mac', bytes(db), (c) => c.notNull())
		.addPrimaryKeyConstraint('leftover_pk', ['survey_id', 'mac'])
		.execute();
	await createTable(db, 'reconcile', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.primaryKey().references('survey.id'))
		.addColumn('printed', 'integer', (c) => c.notNull())
		.addColumn('handed_out', 'integer', (c) => c.notNull())
		.addColumn('leftover_voided', 'integer', (c) => c.notNull())
		.addColumn('leftover_used', 'integer', (c) => c.notNull())
		.addColumn('spoiled', 'integer', (c) => c.notNull())
		.addColumn('witness_a', 'text', (c) => c.notNull())
		.addColumn('witness_b', 'text', (c) => c.notNull())
		.addColumn('day', 'text', (c) => c.notNull())
		.addCheckConstraint('reconcile_two_witnesses', sql`witness_a <> witness_b`)
		.execute();
	await forbid(db, 'reconcile', 'update', 'signed accounts stay');
	await forbid(db, 'reconcile', 'delete', 'signed accounts stay');
}
