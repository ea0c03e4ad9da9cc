import { zipSync } from 'fflate';
import { InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal';
import { columnName } from '$lib/domain/import/column-name';
import { FAILED_CELL } from '$lib/domain/import/parsed';
import type { RawSheet } from './sheet';
import { SheetFault } from './sheet-fault';
import { mergedAreas, placeOf, unpackWorkbook, type Place } from './xlsx-parts';
import { ZipArchive } from './zip-directory';

/** Excel's own limits: beyond them nothing can have been typed. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 255;

// A tag ends before the next one begins: no search goes through the rest of a file again and again.
const TAGS = /<(?:\w+:)?(row|c)\b([^<>]*)>/g;
const PLACE = /\sr=(["'])(.*?)\1/;

/**
 * The first visible sheet of an .xlsx file. The parts it needs are unpacked here, within the limit, and handed to the
 * library as an archive that has nothing left to unpack. Refuses `sheet_bomb`, `sheet_damaged`, `sheet_not_table`,
 * `sheet_error_cell`, `sheet_columns`.
 */
export async function readXlsx(bytes: Buffer): Promise<RawSheet> {
	const { parts, sheet, text } = unpackWorkbook(new ZipArchive(bytes));
	const failed = checkPlaces(text);
	const stored = zipSync(parts, { level: 0 });
	const merged = mergedAreas(text);
	try {
		const rows = await readSheet(new Blob([stored as Uint8Array<ArrayBuffer>]), sheet, {
			trim: false,
			parseNumber: (digits: string) => digits
		});
		return {
			rows: markFailed(
				rows.map((row) => row.map(textOf)),
				failed
			),
			merged
		};
	} catch (error) {
		throw faultOf(error);
	}
}

/**
 * The library fills up whatever lies between the cells, so a cell far away must not get there. Gives the cells whose
 * formula failed, which the library takes for empty ones.
 */
function checkPlaces(xml: string): Place[] {
	const failed: Place[] = [];
	for (const [, name, attributes = ''] of xml.matchAll(TAGS)) {
		const text = PLACE.exec(attributes)?.[2];
		if (text === undefined) continue;
		const place = placeOf(name === 'row' ? `A${text}` : text) ?? damaged(text);
		if (place.row < 1 || place.row > LAST_ROW) damaged(text);
		if (place.column > LAST_COLUMN) throw new SheetFault('sheet_columns', text);
		if (name === 'c' && /\st=["']e["']/.test(attributes)) failed.push(place);
	}
	return failed;
}

function markFailed(rows: string[][], failed: readonly Place[]): string[][] {
	for (const { row, column } of failed) {
		while (rows.length < row) rows.push([]);
		const cells = rows[row - 1] ?? [];
		while (cells.length <= column) cells.push('');
		cells[column] = FAILED_CELL;
	}
	return rows;
}

function damaged(place: string): never {
	throw new SheetFault('sheet_damaged', place);
}

function textOf(value: unknown): string {
	if (value instanceof Date) return dayOf(value);
	if (value === true) return '是';
	if (value === false) return '否';
	return value === null || value === undefined ? '' : String(value);
}

/** Days stand in files as midnight in UTC. */
function dayOf(date: Date): string {
	const text = date.toISOString();
	return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** Whatever the library stumbles over: a file it cannot read is one that has to be saved anew. */
function faultOf(error: unknown): SheetFault {
	const message = error instanceof InvalidSpreadsheetError ? error.message : '';
	const [, row, column, what = ''] = /row (\d+), col (\d+): (.*)/.exec(message) ?? [];
	if (!row) return new SheetFault('sheet_damaged');
	const place = `第 ${row} 行 ${columnName(Number(column) - 1)} 列（${what}）`;
	return new SheetFault('sheet_error_cell', place);
}
