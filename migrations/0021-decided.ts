import type { Database } from './dialect.ts';

/**
 * What was measured when an application was decided, as JSON (null: not decided since this migration, and then what is
 * measured now is shown). And the founding day of a union (null: it was always there).
 */
export async function up(db: Database): Promise<void> {
	await db.schema.alterTable('application').addColumn('measured', 'text').execute();
	await db.schema.alterTable('union').addColumn('founded_on', 'text').execute();
}
