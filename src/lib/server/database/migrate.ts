import { migrations } from '#migrations';
import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from './open';

/**
 * Brings the schema up to date, to the last of `steps`; returns the names of those that were new.
 * Throws what the failing migration threw, and leaves nothing of it behind.
 */
export async function migrate(
	db: Database,
	steps: Record<string, Migration> = migrations
): Promise<string[]> {
	const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
	const { error, results } = await migrator.migrateToLatest();
	if (error) throw error;
	return (results ?? []).map((result) => result.migrationName);
}
