import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import { postgresDialect, sqliteDialect } from './dialect';
import type { Tables } from './schema';

/** The handle every function of lib/server takes first; a `Transaction<Tables>` is one too. */
export type Database = Kysely<Tables>;

/**
 * Opens the database that `url` names: `postgres://…`, or a path (or `:memory:`) for the embedded engine.
 * The caller owns the handle and ends it with `destroy()`.
 */
export function openDatabase(url: string): Database {
	if (/^postgres(ql)?:\/\//.test(url)) return new Kysely({ dialect: postgresDialect(url) });
	const path = url.replace(/^file:/, '');
	if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	return new Kysely({ dialect: sqliteDialect(path) });
}
