import { sql } from 'kysely';
import { createTable, idText, type Database } from './dialect.ts';

/** The tree of unions, the people who chair them and their terms of office, and the roles of accounts in unions. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'union')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('code', idText(db), (c) => c.notNull().unique())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('independent', 'integer', (c) => c.notNull())
		.addColumn('industry', 'text', (c) => c.notNull())
		.addColumn('parent_id', idText(db), (c) => c.references('union.id'))
		.addColumn('path', idText(db), (c) => c.notNull().unique())
		.addColumn('member_count', 'integer', (c) => c.notNull())
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('closed_at', 'text')
		.execute();
	await db.schema.createIndex('union_parent').on('union').column('parent_id').execute();

	await createTable(db, 'person')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('name', 'text', (c) => c.notNull())
		.execute();
	await createTable(db, 'term')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('person_id', idText(db), (c) => c.notNull().references('person.id'))
		.addColumn('started_on', 'text', (c) => c.notNull())
		.addColumn('ended_on', 'text')
		.execute();
	await db.schema
		.createIndex('term_union')
		.on('term')
		.columns(['union_id', 'started_on'])
		.execute();
	await db.schema
		.createIndex('term_one_current')
		.on('term')
		.column('union_id')
		.unique()
		.where(sql.ref('ended_on'), 'is', null)
		.execute();

	await createTable(db, 'role', { keyed: true })
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id').onDelete('cascade'))
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('role', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('role_pk', ['user_id', 'union_id', 'role'])
		.execute();
	await db.schema.createIndex('role_union').on('role').column('union_id').execute();
}
