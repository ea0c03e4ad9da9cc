import { sql } from 'kysely';
import { createTable, forbid, freezeColumns, idText, type Database } from './dialect.ts';

const sealedCounts = [
	...['favourable', 'satisfied', 'basically_satisfied', 'dissatisfied'],
	...['unsure', 'blank', 'invalid']
];

const sealedColumns = [
	...['union_id', 'subject', 'year', 'source', 'survey_id', 'person_id', 'mode', 'electorate'],
	...['eligible', 'issued', 'returned_online', 'returned_paper', 'disclosure', ...sealedCounts],
	...['rules', 'min_turnout_num', 'min_turnout_den', 'consent', 'counted_at']
];

/** One sealed row per union, subject and year; the counts per question and the comments that were released. */
export async function up(db: Database): Promise<void> {
	let result = createTable(db, 'result')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('source', 'text', (c) => c.notNull())
		.addColumn('status', 'text', (c) => c.notNull())
		.addColumn('survey_id', idText(db), (c) => c.references('survey.id'))
		.addColumn('person_id', idText(db), (c) => c.references('person.id'))
		.addColumn('mode', 'text', (c) => c.notNull())
		.addColumn('electorate', 'text', (c) => c.notNull())
		.addColumn('eligible', 'integer', (c) => c.notNull())
		.addColumn('issued', 'integer', (c) => c.notNull())
		.addColumn('returned_online', 'integer', (c) => c.notNull())
		.addColumn('returned_paper', 'integer', (c) => c.notNull())
		.addColumn('disclosure', 'text', (c) => c.notNull());
	for (const column of sealedCounts) result = result.addColumn(column, 'integer');
	await result
		.addColumn('rules', 'text', (c) => c.notNull())
		.addColumn('min_turnout_num', 'integer', (c) => c.notNull())
		.addColumn('min_turnout_den', 'integer', (c) => c.notNull())
		.addColumn('consent', 'integer', (c) => c.notNull())
		.addColumn('note', 'text')
		.addColumn('decided_by', idText(db), (c) => c.references('user.id'))
		.addColumn('decided_at', 'text')
		.addColumn('counted_at', 'text', (c) => c.notNull())
		.addColumn('published_at', 'text')
		.execute();
	await db.schema
		.createIndex('result_one_live')
		.on('result')
		.columns(['union_id', 'subject', 'year'])
		.unique()
		.where(sql.ref('status'), 'in', [sql.lit('valid'), sql.lit('pending')])
		.execute();
	await db.schema.createIndex('result_survey').on('result').column('survey_id').execute();
	await forbid(db, 'result', 'delete', 'results stay');
	await freezeColumns(
		db,
		'result',
		sealedColumns,
		sql`old.source = 'survey'`,
		'sealed at counting'
	);

	let count = createTable(db, 'result_count', { keyed: true })
		.addColumn('result_id', idText(db), (c) => c.notNull().references('result.id'))
		.addColumn('question_id', 'text', (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('disclosure', 'text', (c) => c.notNull());
	for (const column of sealedCounts) count = count.addColumn(column, 'integer');
	await count.addPrimaryKeyConstraint('result_count_pk', ['result_id', 'question_id']).execute();

	await createTable(db, 'result_text', { keyed: true })
		.addColumn('result_id', idText(db), (c) => c.notNull().references('result.id'))
		.addColumn('id', idText(db), (c) => c.notNull())
		.addColumn('question_id', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('result_text_pk', ['result_id', 'id'])
		.execute();
	for (const table of ['result_count', 'result_text']) {
		await forbid(db, table, 'update', 'results are sealed');
		await forbid(db, table, 'delete', 'results stay');
	}
}
