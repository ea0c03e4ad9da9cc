import { sql } from 'kysely';
import { bigInteger, createTable, idText, queueChanges, type Database } from './dialect.ts';

/**
 * What stands for a union, year and subject, so that boards over many unions sort and count in the database: a digest of
 * `result`, made anew whenever a result was entered or changed. Nothing is there that `result` does not have.
 */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'figure', { keyed: true })
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('subject', 'text', (c) => c.notNull())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('result_id', idText(db), (c) => c.notNull().references('result.id'))
		.addColumn('live', 'integer', (c) => c.notNull())
		.addColumn('standing', 'text', (c) => c.notNull())
		.addColumn('rate_key', bigInteger(db))
		.addColumn('turnout_key', bigInteger(db))
		.addPrimaryKeyConstraint('figure_pk', ['year', 'subject', 'union_id'])
		.execute();
	// Until here only the results that stand were found by their union without reading all of them.
	await db.schema
		.createIndex('result_union_year')
		.on('result')
		.columns(['union_id', 'year'])
		.execute();
	await createTable(db, 'figure_due')
		.addColumn('result_id', idText(db), (c) => c.notNull())
		.execute();
	await db.schema.createIndex('figure_due_result').on('figure_due').column('result_id').execute();
	// The row that whoever settles figures locks, so that they take turns.
	await sql`insert into figure_due (result_id) values ('')`.execute(db);
	await queueChanges(db, 'result', 'figure_due', 'result_id');
}
