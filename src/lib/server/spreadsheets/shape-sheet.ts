import { columnName } from '$lib/domain/import/column-name';
import { unguard } from '../exports/guard-formula';
import { MAX_CELL, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS } from './limits';
import { keepMerged } from './keep-merged';
import type { RawSheet, Sheet, SheetRow } from './sheet';
import { SheetFault } from './sheet-fault';

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;

/**
 * The table in a sheet: its header is the first row with more than one filled cell (a title above it has one), the rows
 * are those below it with anything in them. Refuses `sheet_empty`, `sheet_rows`, `sheet_columns`, `sheet_cell`,
 * `sheet_bomb`, `sheet_damaged`.
 */
export function shapeSheet({ rows, merged }: RawSheet): Sheet {
	const wide = rows.findIndex((cells) => filled(cells) > 1);
	const top = wide < 0 ? rows.findIndex((cells) => filled(cells) > 0) : wide;
	const header = trimEnd(rows[top] ?? []).map((cell) => cell.trim());
	if (header.length === 0) throw new SheetFault('sheet_empty');
	const body: SheetRow[] = [];
	for (let index = top + 1; index < rows.length; index++) {
		const cells = rows[index] ?? [];
		if (filled(cells) > 0) body.push({ row: index + 1, cells: trimEnd(cells) });
	}
	if (body.length > MAX_ROWS) throw new SheetFault('sheet_rows', `共 ${body.length} 行`);
	const width = Math.max(header.length, ...widths(body));
	if (width > MAX_COLUMNS) throw new SheetFault('sheet_columns', columnName(width - 1));
	checkCells({ row: top + 1, cells: header });
	for (const row of body) checkCells(row);
	checkWhole(body);
	const fill = (cells: string[]) => [...cells, ...Array<string>(width - cells.length).fill('')];
	return {
		header: fill(header),
		rows: body.map(({ row, cells }) => ({ row, cells: fill(cells).map(unguard) })),
		merged: keepMerged(merged, body, width)
	};
}

/** Not all as arguments of one call: there may be very many rows. */
function widths(rows: readonly SheetRow[]): [number] {
	return [rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)];
}

function trimEnd(cells: readonly string[]): string[] {
	const last = cells.findLastIndex((cell) => cell.trim() !== '');
	return cells.slice(0, last + 1);
}

function checkCells({ row, cells }: SheetRow): void {
	const long = cells.findIndex((cell) => cell.length > MAX_CELL);
	if (long >= 0) throw new SheetFault('sheet_cell', `第 ${row} 行 ${columnName(long)} 列`);
}

/** Beyond this the server itself would have no room for it. */
function checkWhole(rows: readonly SheetRow[]): void {
	let characters = 0;
	for (const { cells } of rows) for (const cell of cells) characters += cell.length;
	if (characters > MAX_CHARACTERS) throw new SheetFault('sheet_bomb');
}
