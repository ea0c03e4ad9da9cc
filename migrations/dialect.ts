import {
	PostgresAdapter,
	sql,
	type CreateTableBuilder,
	type Kysely,
	type RawBuilder
} from 'kysely';

/**
 * What the two engines spell differently in a schema, and nothing else: every migration is written in these words.
 * Its sibling for queries is src/lib/server/database/dialect.ts; no third file knows which engine it talks to.
 * Frozen with the migrations: helpers may be added, never changed.
 */

// A migration describes the schema as it was on its day, so it cannot be typed by today's tables.
export type Database = Kysely<unknown>;

function isPostgres(db: Database): boolean {
	return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Column type for raw bytes. */
export function bytes(db: Database): RawBuilder<unknown> {
	return isPostgres(db) ? sql`bytea` : sql`blob`;
}

/** Text that is compared by code point on both engines (ids, paths, codes). */
export function idText(db: Database): RawBuilder<unknown> {
	return isPostgres(db) ? sql`text collate "C"` : sql`text`;
}

/** Column type for integers beyond 32 bits, as long as JavaScript counts them exactly. */
export function bigInteger(db: Database): RawBuilder<unknown> {
	return isPostgres(db) ? sql`bigint` : sql`integer`;
}

/**
 * Starts a table. On SQLite it is STRICT (an integer column refuses text, as PostgreSQL does);
 * `keyed` leaves out the rowid, which would keep the order of insertion.
 */
export function createTable(
	db: Database,
	name: string,
	{ keyed = false } = {}
): CreateTableBuilder<string, never> {
	const table = db.schema.createTable(name);
	if (isPostgres(db)) return table;
	return table.modifyEnd(keyed ? sql`strict, without rowid` : sql`strict`);
}

/** Rejects every UPDATE that changes one of `columns` while `when` (over `old`) holds. */
export async function freezeColumns(
	db: Database,
	table: string,
	columns: string[],
	when: RawBuilder<unknown>,
	message: string
): Promise<void> {
	const distinct = isPostgres(db) ? sql`is distinct from` : sql`is not`;
	const changed = sql.join(
		columns.map((column) => sql`old.${sql.ref(column)} ${distinct} new.${sql.ref(column)}`),
		sql` or `
	);
	await raise(db, table, 'update', sql`(${when}) and (${changed})`, message);
}

/** Rejects every UPDATE (or DELETE) of rows for which `when` (over `old`) holds. */
export async function forbid(
	db: Database,
	table: string,
	event: 'update' | 'delete',
	message: string,
	when: RawBuilder<unknown> = sql`1 = 1`
): Promise<void> {
	await raise(db, table, event, when, message);
}

async function raise(
	db: Database,
	table: string,
	event: 'update' | 'delete',
	when: RawBuilder<unknown>,
	message: string
): Promise<void> {
	const name = `${table}_${event}_${message.replace(/[^a-z]+/g, '_')}`;
	if (!isPostgres(db)) {
		await sql`create trigger ${sql.ref(name)} before ${sql.raw(event)} on ${sql.table(table)}
			for each row when ${when} begin select raise(abort, ${sql.lit(message)}); end`.execute(db);
		return;
	}
	await sql`create function ${sql.ref(name)}() returns trigger language plpgsql as ${sql.lit(
		`begin raise exception '${message}'; end`
	)}`.execute(db);
	await sql`create trigger ${sql.ref(name)} before ${sql.raw(event)} on ${sql.table(table)}
		for each row when (${when}) execute function ${sql.ref(name)}()`.execute(db);
	if (event === 'update') return;
	// TRUNCATE passes the triggers of rows by.
	await sql`create trigger ${sql.ref(`${name}_whole`)} before truncate on ${sql.table(table)}
		for each statement execute function ${sql.ref(name)}()`.execute(db);
}

/**
 * Rejects every DELETE of rows for which `allowed` does not hold: SQL over `old` that may look into other tables,
 * spelled alike on both engines.
 */
export async function forbidDeleteUnless(
	db: Database,
	table: string,
	message: string,
	allowed: string
): Promise<void> {
	const name = `${table}_delete_${message.replace(/[^a-z]+/g, '_')}`;
	if (!isPostgres(db)) {
		await sql`create trigger ${sql.ref(name)} before delete on ${sql.table(table)}
			for each row when not (${sql.raw(allowed)})
			begin select raise(abort, ${sql.lit(message)}); end`.execute(db);
		return;
	}
	// A trigger's WHEN may not look into other tables there, its function may.
	const refuse = `raise exception '${message}';`;
	await sql`create function ${sql.ref(name)}() returns trigger language plpgsql as ${sql.lit(
		`begin if tg_op = 'TRUNCATE' then ${refuse} end if;
		if not (${allowed}) then ${refuse} end if; return old; end`
	)}`.execute(db);
	await sql`create trigger ${sql.ref(name)} before delete on ${sql.table(table)}
		for each row execute function ${sql.ref(name)}()`.execute(db);
	await sql`create trigger ${sql.ref(`${name}_whole`)} before truncate on ${sql.table(table)}
		for each statement execute function ${sql.ref(name)}()`.execute(db);
}

/** Takes back a `forbid` of updates, for a migration that states more precisely what may change. */
export async function permitUpdates(db: Database, table: string, message: string): Promise<void> {
	const name = `${table}_update_${message.replace(/[^a-z]+/g, '_')}`;
	if (!isPostgres(db)) {
		await sql`drop trigger ${sql.ref(name)}`.execute(db);
		return;
	}
	await sql`drop trigger ${sql.ref(name)} on ${sql.table(table)}`.execute(db);
	await sql`drop function ${sql.ref(name)}()`.execute(db);
}

/**
 * Writes the id of every row of `table` that is there, and from now on of every one that is inserted or changed, into
 * `column` of `queue`: in the same transaction, once for each change.
 */
export async function queueChanges(
	db: Database,
	table: string,
	queue: string,
	column: string
): Promise<void> {
	const into = sql`insert into ${sql.table(queue)} (${sql.ref(column)})`;
	await sql`${into} select id from ${sql.table(table)}`.execute(db);
	const name = `${table}_to_${queue}`;
	if (!isPostgres(db)) {
		for (const event of ['insert', 'update'])
			await sql`create trigger ${sql.ref(`${name}_${event}`)} after ${sql.raw(event)}
				on ${sql.table(table)} begin ${into} values (new.id); end`.execute(db);
		return;
	}
	await sql`create function ${sql.ref(name)}() returns trigger language plpgsql as ${sql.lit(
		`begin insert into ${queue} (${column}) values (new.id); return null; end`
	)}`.execute(db);
	await sql`create trigger ${sql.ref(name)} after insert or update on ${sql.table(table)}
		for each row execute function ${sql.ref(name)}()`.execute(db);
}

/** Runs `statement`, which changes another table, whenever rows of `table` have been added, changed or deleted. */
export async function countChanges(
	db: Database,
	table: string,
	statement: RawBuilder<unknown>
): Promise<void> {
	const name = `${table}_changes`;
	if (!isPostgres(db)) {
		for (const event of ['insert', 'update', 'delete'])
			await sql`create trigger ${sql.ref(`${name}_${event}`)} after ${sql.raw(event)}
				on ${sql.table(table)} for each row begin ${statement}; end`.execute(db);
		return;
	}
	const { sql: text } = statement.compile(db);
	await sql`create function ${sql.ref(name)}() returns trigger language plpgsql as ${sql.lit(
		`begin ${text}; return null; end`
	)}`.execute(db);
	await sql`create trigger ${sql.ref(name)} after insert or update or delete
		on ${sql.table(table)} for each statement execute function ${sql.ref(name)}()`.execute(db);
}
