import { sql } from 'kysely';
import { countChanges, createTable, idText, type Database } from './dialect.ts';

/**
 * Imports by spreadsheet with their rows, members of unions year by year, and a number for each table that imports write,
 * which every change of it raises: what was checked against one number is written only while it is the same.
 */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'import')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('noun', 'text', (c) => c.notNull())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('file_name', 'text', (c) => c.notNull())
		.addColumn('sha256', 'text', (c) => c.notNull())
		.addColumn('header', 'text', (c) => c.notNull())
		.addColumn('merged', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull())
		.addColumn('total', 'integer', (c) => c.notNull())
		.addColumn('done', 'integer', (c) => c.notNull())
		.addColumn('fresh', 'integer', (c) => c.notNull())
		.addColumn('changed', 'integer', (c) => c.notNull())
		.addColumn('same', 'integer', (c) => c.notNull())
		.addColumn('wrong', 'integer', (c) => c.notNull())
		.addColumn('digest', 'text', (c) => c.notNull())
		.addColumn('created_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('beat_at', 'text', (c) => c.notNull())
		.addColumn('committed_by', idText(db), (c) => c.references('user.id'))
		.addColumn('committed_at', 'text')
		.addColumn('emptied_at', 'text')
		.execute();
	await db.schema
		.createIndex('import_by_union')
		.on('import')
		.columns(['union_id', 'created_at'])
		.execute();
	await createTable(db, 'import_row', { keyed: true })
		.addColumn('import_id', idText(db), (c) => c.notNull().references('import.id'))
		.addColumn('row', 'integer', (c) => c.notNull())
		.addColumn('cells', 'text', (c) => c.notNull())
		.addColumn('outcome', 'text', (c) => c.notNull())
		.addColumn('problems', 'text', (c) => c.notNull())
		.addColumn('changes', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('import_row_pk', ['import_id', 'row'])
		.execute();
	await db.schema
		.createIndex('import_row_outcome')
		.on('import_row')
		.columns(['import_id', 'outcome', 'row'])
		.execute();
	await createStagedUnion(db);
	await createTable(db, 'member_count', { keyed: true })
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('members', 'integer', (c) => c.notNull())
		.addColumn('entered_by', idText(db), (c) => c.references('user.id'))
		.addColumn('entered_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('member_count_pk', ['union_id', 'year'])
		.execute();
	await createRevision(db);
}

/** Unions as a commit will write them: from here one statement carries them over. */
async function createStagedUnion(db: Database): Promise<void> {
	await createTable(db, 'import_union', { keyed: true })
		.addColumn('import_id', idText(db), (c) => c.notNull().references('import.id'))
		.addColumn('id', idText(db), (c) => c.notNull())
		.addColumn('code', idText(db), (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('independent', 'integer', (c) => c.notNull())
		.addColumn('industry', 'text', (c) => c.notNull())
		.addColumn('parent_id', idText(db))
		.addColumn('path', idText(db), (c) => c.notNull())
		.addColumn('member_count', 'integer', (c) => c.notNull())
		.addColumn('founded_on', 'text')
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('import_union_pk', ['import_id', 'id'])
		.execute();
}

async function createRevision(db: Database): Promise<void> {
	await createTable(db, 'revision', { keyed: true })
		.addColumn('noun', 'text', (c) => c.primaryKey())
		.addColumn('n', 'integer', (c) => c.notNull())
		.execute();
	for (const noun of ['union', 'term', 'member_count']) {
		await sql`insert into revision (noun, n) values (${sql.lit(noun)}, 0)`.execute(db);
		await countChanges(db, noun, sql`update revision set n = n + 1 where noun = ${sql.lit(noun)}`);
	}
}
