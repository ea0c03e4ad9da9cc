import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import { databaseFile, dialectOf } from './dialect';
import type { Tables } from './schema';

/** The handle every function of lib/server takes first; a `Transaction<Tables>` is one too. */
export type Database = Kysely<Tables>;

/**
 * Opens the database that `url` names: `postgres://…`, or a path (or `:memory:`) for the embedded engine.
 * The caller owns the handle and ends it with `destroy()`.
 */
export function openDatabase(url: string): Database {
	const path = databaseFile(url);
	if (path !== null && path !== ':memory:')
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	return new Kysely({ dialect: dialectOf(url) });
}
