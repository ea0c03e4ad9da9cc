import { sql } from 'kysely';
import type { Database } from './dialect.ts';

/** The one live result of a union, subject and year is one that can count: a poster survey may stand beside it. */
export async function up(db: Database): Promise<void> {
	await db.schema.dropIndex('result_one_live').execute();
	await db.schema
		.createIndex('result_one_live')
		.on('result')
		.columns(['union_id', 'subject', 'year'])
		.unique()
		.where(sql.ref('status'), 'in', [sql.lit('valid'), sql.lit('pending')])
		.where(sql.ref('mode'), '<>', sql.lit('poster'))
		.execute();
}
