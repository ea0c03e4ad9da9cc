import SQLite from 'better-sqlite3';
import {
	CompiledQuery,
	PostgresAdapter,
	PostgresDialect,
	sql,
	SqliteAdapter,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type DialectAdapter,
	type Dialect,
	type Driver,
	type Kysely,
	type SqliteDialectConfig
} from 'kysely';
import pg from 'pg';

/**
 * What the two engines need differently at run time, and nothing else.
 * Its sibling for schemas is migrations/dialect.ts; no third file knows which engine it talks to.
 */

const BUSY_TIMEOUT_MS = 10_000;

/** SQLite whose transactions take the write lock at BEGIN: a deferred one that reads first can fail at its first write. */
class ImmediateDriver extends SqliteDriver {
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}
}

class TransactionalSchemaAdapter extends SqliteAdapter {
	/** SQLite can roll back DDL; without this Kysely would leave half of a failed migration behind. */
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class ImmediateSqliteDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig;

	constructor(config: SqliteDialectConfig) {
		super(config);
		this.#config = config;
	}

	override createDriver(): Driver {
		return new ImmediateDriver(this.#config);
	}

	override createAdapter(): DialectAdapter {
		return new TransactionalSchemaAdapter();
	}
}

/** The embedded engine: one file, or `:memory:`. */
function sqliteDialect(path: string): Dialect {
	const database = new SQLite(path);
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	database.pragma('secure_delete = ON');
	database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
	return new ImmediateSqliteDialect({ database });
}

const INT8 = 20;

/** Counts and sums come back as bigint text from PostgreSQL; every count here is a safe integer. */
function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
	if (oid === INT8) return safeInteger;
	return pg.types.getTypeParser(oid, format as 'text');
}

function safeInteger(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
	return value;
}

/** The server engine, and whatever speaks its protocol. */
function postgresDialect(url: string): Dialect {
	const pool = new pg.Pool({
		connectionString: url,
		max: 10,
		types: { getTypeParser: parserFor as typeof pg.types.getTypeParser }
	});
	// An idle connection that the database ended: the pool opens another. Unheard, the event would end the process.
	pool.on('error', () => undefined);
	return new PostgresDialect({ pool });
}

/** The file that `url` names for the embedded engine (or `:memory:`); null: it is the address of a server. */
export function databaseFile(url: string): string | null {
	return /^postgres(ql)?:\/\//.test(url) ? null : url.replace(/^file:/, '');
}

/** The engine that `url` names: `postgres://…`, or a path for the embedded one. */
export function dialectOf(url: string): Dialect {
	const path = databaseFile(url);
	return path === null ? postgresDialect(url) : sqliteDialect(path);
}

const UNIQUE_VIOLATION = new Set([
	'23505',
	'SQLITE_CONSTRAINT_UNIQUE',
	'SQLITE_CONSTRAINT_PRIMARYKEY'
]);
const LOST_RACE = new Set(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A unique index refused the row. */
export function isUniqueViolation(error: unknown): boolean {
	return UNIQUE_VIOLATION.has(codeOf(error));
}

/** The transaction lost against another one and may be tried again as a whole. */
export function isLostRace(error: unknown): boolean {
	return LOST_RACE.has(codeOf(error));
}

/**
 * Rewrites the storage so that nothing of deleted rows stays in it; false if another connection stands in the way and it
 * has to be tried again. SQLite: the whole file, and an empty write-ahead log. PostgreSQL: the files of `tables`, which
 * are locked meanwhile; its write-ahead log is recycled by the server in its own time.
 */
export async function compact<T>(db: Kysely<T>, tables: readonly string[]): Promise<boolean> {
	if (db.getExecutor().adapter instanceof PostgresAdapter) {
		for (const table of tables) await sql`vacuum (full) ${sql.table(table)}`.execute(db);
		return true;
	}
	if (!(await emptyWriteAheadLog(db))) return false;
	await sql`vacuum`.execute(db);
	return emptyWriteAheadLog(db);
}

/**
 * Makes overwritten rows of `tables` go from the storage, too; false if it has to be tried again. SQLite overwrites them in
 * the file at once (secure_delete), so only the write-ahead log is emptied; PostgreSQL as in `compact`.
 */
export async function forgetOverwritten<T>(
	db: Kysely<T>,
	tables: readonly string[]
): Promise<boolean> {
	if (db.getExecutor().adapter instanceof PostgresAdapter) return compact(db, tables);
	return emptyWriteAheadLog(db);
}

/** Empties the write-ahead log of SQLite; false while another connection reads it. Nothing to do elsewhere. */
export async function emptyLog<T>(db: Kysely<T>): Promise<boolean> {
	if (db.getExecutor().adapter instanceof PostgresAdapter) return true;
	return emptyWriteAheadLog(db);
}

/** Does not wait for readers: waiting would hold up the whole process, which has one connection. */
function emptyWriteAheadLog<T>(db: Kysely<T>): Promise<boolean> {
	return db.connection().execute(async (connection) => {
		await sql`pragma busy_timeout = 0`.execute(connection);
		try {
			const checkpoint = sql<{ busy: number }>`pragma wal_checkpoint(truncate)`;
			const { rows } = await checkpoint.execute(connection);
			return rows[0]?.busy === 0;
		} finally {
			await sql`pragma busy_timeout = ${sql.lit(BUSY_TIMEOUT_MS)}`.execute(connection);
		}
	});
}

/** Copies the embedded database into a new file while it is in use; nothing but the database is in it. */
export async function backUpFile(path: string, target: string): Promise<void> {
	const database = new SQLite(path, { readonly: true, fileMustExist: true });
	try {
		await database.backup(target);
	} finally {
		database.close();
	}
}
