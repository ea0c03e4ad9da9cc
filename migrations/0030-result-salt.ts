import { sql } from 'kysely';
import { freezeColumns, type Database } from './dialect.ts';

/**
 * The public log commits to every result when it is counted, published or not. With a random salt in what is hashed nobody
 * can try guesses against it; null: counted before.
 */
export async function up(db: Database): Promise<void> {
	await db.schema.alterTable('result').addColumn('salt', 'text').execute();
	await freezeColumns(db, 'result', ['salt'], sql`1 = 1`, 'salts stay');
}
