import { sql } from 'kysely';
import { createTable, forbid, idText, type Database } from './dialect.ts';

/** 整改: what a union does about what its members said. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'improvement')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('problem', 'text', (c) => c.notNull())
		.addColumn('measure', 'text', (c) => c.notNull())
		.addColumn('owner', 'text', (c) => c.notNull())
		.addColumn('due_on', idText(db), (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('outcome', 'text', (c) => c.notNull())
		.addColumn('question_id', idText(db))
		.addColumn('published', 'integer', (c) => c.notNull())
		.addColumn('published_at', 'text')
		.addColumn('revision', 'integer', (c) => c.notNull())
		.addColumn('created_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('improvement_of_union')
		.on('improvement')
		.columns(['union_id', 'year', 'due_on', 'id'])
		.execute();
	// What members have once read may be withdrawn, but stays on record.
	await forbid(
		db,
		'improvement',
		'delete',
		'published improvements stay',
		sql`old.published_at is not null`
	);
}
