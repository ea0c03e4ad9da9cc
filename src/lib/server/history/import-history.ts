import { z } from 'zod';
import { historyColumns } from '$lib/domain/history-columns';
import type { HistoryContext } from '$lib/domain/history-row';
import {
	checkRows,
	headerProblems,
	readHistoryRows,
	type ReadRow,
	type RowProblem,
	type SheetCells
} from '$lib/domain/read-history-rows';
import { matchHeader } from '$lib/domain/import/match-header';
import { can } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { thisYear } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { readSheet } from '../spreadsheets/read-sheet';
import { enterHistory } from './enter-history';
import { fillMerged } from './fill-merged';
import { findEntered } from './find-entered';
import { readHistoryContexts } from './read-context';

/** So that one transaction takes no more than a moment. */
export const MAX_HISTORY_ROWS = 1000;
/** Of what goes back and forth between preview and import; a request takes 512 KiB. */
const MAX_TABLE_CHARACTERS = 400_000;

/**
 * What a spreadsheet would enter. The table itself goes back to the browser and comes again with the confirmation: until
 * then nothing of it is kept here, and so no count of a small group ever is.
 */
export interface HistoryPreview {
	fileName: string;
	/** What is wrong with the whole table; then there are no rows. */
	problems: string[];
	rows: number;
	/** Of them those that say what was entered before. */
	same: number;
	unions: number;
	wrong: RowProblem[];
	/** To be sent with the confirmation; null while anything is wrong. */
	table: string | null;
}

type Importer = Pick<Actor, 'userId' | 'roles'>;

const tableSchema = z.object({
	header: z.array(z.string()).max(100),
	rows: z
		.array(z.object({ row: z.int(), cells: z.array(z.string().max(2000)).max(100) }))
		.max(MAX_HISTORY_ROWS)
});
type Table = z.infer<typeof tableSchema>;

/** Reads a file and checks every row. Refuses what `readSheet` refuses, and `history_rows` for too many rows. */
export async function previewHistory(
	app: App,
	importer: Importer,
	file: { name: string; bytes: Uint8Array }
): Promise<HistoryPreview> {
	const sheet = await readSheet(file.bytes, file.name);
	const problems = headerProblems(sheet.header);
	const none = { fileName: file.name, rows: 0, same: 0, unions: 0, wrong: [], table: null };
	if (problems.length > 0) return { ...none, problems };
	if (sheet.rows.length > MAX_HISTORY_ROWS) throw new Refused('history_rows');
	const table = knownColumns({ header: sheet.header, rows: fillMerged(sheet) });
	const text = JSON.stringify(table);
	if (text.length > MAX_TABLE_CHARACTERS) throw new Refused('history_rows');
	const checked = await checkTable(app.db, app, importer, table);
	const wrong = checked.flatMap((row) => row.problems);
	const same = checked.filter((row) => row.same).length;
	return {
		...{ fileName: file.name, problems: [], rows: checked.length, same, wrong },
		unions: new Set(checked.map(({ code }) => code)).size,
		table: wrong.length > 0 || checked.length === same ? null : text
	};
}

/**
 * Enters a table that was previewed, all rows or none, those aside that were entered before; it is read and checked again.
 * Returns how many.
 * Refuses `history_wrong` where anything is wrong (any more).
 */
export async function importHistory(app: App, importer: Importer, text: string): Promise<number> {
	const table = parseTable(text);
	if (headerProblems(table.header).length > 0) throw new Refused('history_wrong');
	return transaction(app.db, async (trx) => {
		const checked = await checkTable(trx, app, importer, table);
		const unions = await unionsOf(trx, importer, checked);
		const fresh = checked.filter(({ same }) => !same);
		const entries = fresh.map(({ row, code, history, note, problems: [problem] }) => {
			const union = unions.get(code ?? '');
			if (!history || !union)
				throw new Refused('history_wrong', `第 ${row} 行 ${problem?.text ?? ''}`);
			const place = { unionId: union.id, origin: 'import' as const, replaces: null };
			return { ...place, row: history, note };
		});
		return (await enterHistory(trx, app, entries, importer.userId)).length;
	});
}

function parseTable(text: string): Table {
	try {
		return tableSchema.parse(JSON.parse(text));
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof z.ZodError)
			throw new Refused('bad_upload');
		throw error;
	}
}

/** Only what is imported: remarks of others need not travel. */
function knownColumns({ header, rows }: { header: string[]; rows: SheetCells[] }): Table {
	const places = Object.values(matchHeader(header, historyColumns).places);
	const used = header.map((text, index) => (places.includes(index) ? text : ''));
	return {
		header: used,
		rows: rows.map(({ row, cells }) => ({
			row,
			cells: used.map((_, index) => (places.includes(index) ? (cells[index] ?? '') : ''))
		}))
	};
}

async function checkTable(
	db: Database,
	{ clock }: Pick<App, 'clock'>,
	importer: Importer,
	{ header, rows }: Table
): Promise<ReadRow[]> {
	const read = readHistoryRows(header, rows, thisYear(clock));
	const unions = await unionsOf(db, importer, read);
	const contexts = new Map<string, HistoryContext>();
	for (const slice of slicesOf([...unions.values()].map(({ id }) => id)))
		for (const [id, context] of await readHistoryContexts(db, clock, slice))
			contexts.set(id, context);
	const idOf = (code: string) => unions.get(code)?.id ?? '';
	const entered = await findEntered(db, [...contexts.keys()], contexts);
	return checkRows(
		read,
		header,
		(code) => contexts.get(idOf(code)) ?? null,
		(code, row) => entered.isThere(idOf(code), row)
	);
}

/** The unions named that the importer may enter figures for, by their codes; closed ones left out. */
async function unionsOf(
	db: Database,
	{ roles }: Importer,
	rows: readonly ReadRow[]
): Promise<Map<string, { id: string }>> {
	const codes = [...new Set(rows.flatMap(({ code }) => code ?? []))];
	const found = new Map<string, { id: string }>();
	for (const slice of slicesOf(codes)) {
		const unions = await db
			.selectFrom('union')
			.select(['id', 'code', 'path'])
			.where('code', 'in', slice)
			.where('closed_at', 'is', null)
			.execute();
		for (const { id, code, path } of unions)
			if (can(roles, 'history.enter', path)) found.set(code, { id });
	}
	return found;
}

function slicesOf<T>(list: readonly T[], size = 500): T[][] {
	const starts = Array.from({ length: Math.ceil(list.length / size) }, (_, n) => n * size);
	return starts.map((start) => list.slice(start, start + size));
}
