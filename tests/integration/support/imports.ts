import type { App } from '$lib/server/app';
import type { OwnNoun, RowOutcome } from '$lib/domain/import/verdict';
import { stageImport } from '$lib/server/imports/stage-import';
import { commitLater } from '$lib/server/imports/commit-import';
import { readImport, readImportRows, type ImportView } from '$lib/server/imports/read-imports';

export interface ImportFile {
	unionId: string;
	by: string;
	noun?: OwnNoun;
	fileName?: string;
}

export const unionHeader = [
	...['组织代码', '名称', '上级代码', '层级', '类型', '行业', '独立基层工会', '会员人数']
];

/** A .csv file of rows. */
export function csv(rows: readonly (readonly (string | number)[])[]): Uint8Array {
	const line = (row: readonly (string | number)[]) =>
		row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',');
	return Buffer.from(rows.map(line).join('\r\n'), 'utf8');
}

/** Uploads a file and gives the import once it has been checked. */
export async function upload(
	app: App,
	{ unionId, by, noun = 'union', fileName = '工会.csv' }: ImportFile,
	bytes: Uint8Array
): Promise<ImportView> {
	const id = await stageImport(app, { noun, unionId, fileName, bytes, by });
	await app.imports.drain();
	return view(app, id);
}

export async function view(app: App, id: string): Promise<ImportView> {
	const found = await readImport(app.db, id);
	if (!found) throw new Error('no such import');
	return found;
}

/** Commits, waits and gives the import as it is then. */
export async function commit(app: App, { id }: ImportView, by: string): Promise<ImportView> {
	await commitLater(app, id, by);
	await app.imports.drain();
	return view(app, id);
}

/** Uploads and commits; what goes wrong shows in the state. */
export async function importFile(
	app: App,
	file: ImportFile,
	rows: readonly (readonly (string | number)[])[]
): Promise<ImportView> {
	const checked = await upload(app, file, csv(rows));
	if (checked.counts.wrong > 0 || checked.counts.new + checked.counts.changed === 0) return checked;
	return commit(app, checked, file.by);
}

/** "row: problem" of every problem on the first page. */
export async function problemsOf(app: App, found: ImportView): Promise<string[]> {
	const { rows } = await readImportRows(app.db, found, 'wrong', 1);
	return rows.flatMap(({ row, problems }) => problems.map(({ text }) => `${row} ${text}`));
}

export async function rowsOf(app: App, found: ImportView, outcome: RowOutcome) {
	return (await readImportRows(app.db, found, outcome, 1)).rows;
}

/** Every union of a subtree by code, as it is stored. */
export async function unionsByCode(app: App) {
	const rows = await app.db.selectFrom('union').selectAll().execute();
	return new Map(rows.map((row) => [row.code, row]));
}
