import { createHash } from 'node:crypto';
import type { OwnNoun } from '$lib/domain/import/verdict';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { newId } from '../database/id';
import { transaction } from '../database/transaction';
import { toInstant, toJson } from '../database/values';
import { plainFileName } from '../evidence/file-name';
import { Refused } from '../refusals';
import { readSheet, type Sheet, type SheetRow } from '../spreadsheets/read-sheet';
import { checkLater } from './check-import';
import { slicesOf } from './let-others';

export interface Upload {
	noun: OwnNoun;
	/** The union in whose subtree the file may change something. */
	unionId: string;
	fileName: string;
	bytes: Uint8Array;
	/** Account. */
	by: string;
}

/**
 * Reads a file, keeps its rows and begins to check them; gives the import's id. Refuses what `readSheet` refuses and
 * `sheet_empty` where there is a header alone.
 */
export async function stageImport(app: App, upload: Upload): Promise<string> {
	const fileName = plainFileName(upload.fileName);
	const sheet = await readSheet(upload.bytes, fileName);
	if (sheet.rows.length === 0) throw new Refused('sheet_empty');
	const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
	const id = await insertImport(app, { ...upload, fileName, sha256 }, sheet);
	await insertRows(app, id, sheet.rows);
	await checkLater(app, id);
	return id;
}

async function insertImport(
	app: App,
	{ noun, unionId, fileName, sha256, by }: Upload & { sha256: string },
	sheet: Sheet
): Promise<string> {
	const id = newId();
	const at = toInstant(app.clock.now());
	await transaction(app.db, async (trx) => {
		await trx
			.insertInto('import')
			.values({
				...{ id, noun, union_id: unionId, file_name: fileName, sha256 },
				...{ header: toJson(sheet.header), merged: toJson(sheet.merged) },
				...{ state: 'checking' as const, note: '', total: sheet.rows.length, done: 0 },
				...{ fresh: 0, changed: 0, same: 0, wrong: 0, digest: '' },
				...{ created_by: by, created_at: at, beat_at: at },
				...{ committed_by: null, committed_at: null, emptied_at: null }
			})
			.execute();
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'upload', noun: 'import', nounId: id, unionId },
			detail: { noun, unionId, fileName, sha256, rows: sheet.rows.length }
		});
	});
	return id;
}

const SLICE = 500;

async function insertRows({ db }: App, id: string, rows: readonly SheetRow[]): Promise<void> {
	for (const slice of slicesOf(rows, SLICE))
		await db
			.insertInto('import_row')
			.values(
				slice.map(({ row, cells }) => ({
					...{ import_id: id, row, cells: toJson(cells), outcome: 'waiting' as const },
					...{ problems: toJson([]), changes: toJson([]) }
				}))
			)
			.execute();
}
