import { sql } from 'kysely';
import { freezeColumns, type Database } from './dialect.ts';

/** A survey may state its own k (fewest opinions that are shown); null: the one of the rules. */
export async function up(db: Database): Promise<void> {
	await db.schema.alterTable('survey').addColumn('smallest_group', 'integer').execute();
	await freezeColumns(
		db,
		'survey',
		['smallest_group'],
		sql`old.state <> 'draft'`,
		'smallest_group frozen at opening'
	);
}
