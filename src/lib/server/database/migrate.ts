import { migrations } from '#migrations';
import { Migrator } from 'kysely/migration';
import type { Database } from './open';

/** Brings the schema up to date; throws what the failing migration threw, and leaves nothing of it behind. */
export async function migrate(db: Database): Promise<string[]> {
	const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
	const { error, results } = await migrator.migrateToLatest();
	if (error) throw error;
	return (results ?? []).map((result) => result.migrationName);
}
