import { setImmediate } from 'node:timers/promises';
import type { FileRow, OwnNoun } from '$lib/domain/import/verdict';
import type { Actor } from '../accounts/actor';
import { readActorById } from '../accounts/actor';
import type { App } from '../app';
import type { ImportTable } from '../database/schema/import';
import type { Database } from '../database/open';
import { fromJson } from '../database/values';
import { Refused } from '../refusals';
import type { Staged } from './judge';

/** A staged file as it is judged, on behalf of an account. Refuses `not_found`. */
export async function loadStaged(app: App, id: string, by: string): Promise<Staged> {
	const row = await findImport(app.db, id);
	const actor = await readActorById(app.db, by);
	if (!row || !actor) throw new Refused('not_found');
	const { path } = await app.db
		.selectFrom('union')
		.select('path')
		.where('id', '=', row.union_id)
		.executeTakeFirstOrThrow();
	return {
		...{ noun: row.noun as OwnNoun, scope: path, own: ownPaths(actor), by },
		...{ header: fromJson(row.header), merged: fromJson(row.merged) },
		rows: await loadRows(app.db, id)
	};
}

export function findImport(db: Database, id: string): Promise<ImportTable | undefined> {
	return db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The platform's administrator has no part in a union's work. */
function ownPaths({ roles }: Actor): Set<string> {
	return new Set(roles.filter(({ role }) => role !== 'admin').map(({ path }) => path));
}

const SLICE = 500;

/** Rows as they were uploaded, in the file's order, in slices. */
export async function* walkRows(db: Database, id: string) {
	for (let after: number | null = 0; after !== null;) {
		const rows = await rowsAfter(db, id, after);
		yield rows;
		after = rows.length < SLICE ? null : (rows.at(-1)?.row ?? null);
		await setImmediate();
	}
}

function rowsAfter(db: Database, id: string, after: number) {
	return db
		.selectFrom('import_row')
		.selectAll()
		.where('import_id', '=', id)
		.where('row', '>', after)
		.orderBy('row')
		.limit(SLICE)
		.execute();
}

async function loadRows(db: Database, id: string): Promise<FileRow[]> {
	const rows: FileRow[] = [];
	for await (const slice of walkRows(db, id))
		for (const { row, cells } of slice) rows.push({ row, cells: fromJson(cells) });
	return rows;
}
