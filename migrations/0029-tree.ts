import { idText, type Database } from './dialect.ts';

/** Why a union was closed (撤销), and into which other one it went, if it did. */
export async function up(db: Database): Promise<void> {
	await db.schema.alterTable('union').addColumn('closed_reason', 'text').execute();
	await db.schema
		.alterTable('union')
		.addColumn('merged_into', idText(db), (c) => c.references('union.id'))
		.execute();
}
