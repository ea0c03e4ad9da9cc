import type { CellObject, Row } from 'write-excel-file/node';
import { textOf, type CellLook, type FormTable } from '$lib/domain/official-form/form-layout';
import type { PagedRow } from '$lib/domain/official-form/page-breaks';
import { placeCells, type Place } from '$lib/domain/official-form/place-cells';
import { countLines } from '$lib/domain/text-lines';
import { textCell } from './text-cell';

/** A Chinese sign of 10.5 points in mm, and a line of them in points. */
const SIGN = 3.7;
const LINE = 15;
/** Points. */
const SIZE = 10.5;
const SMALL = 9;

const heavy = { fontFamily: '黑体' };
const centred = { align: 'center', alignVertical: 'center' } as const;
const looks: Record<CellLook, CellObject> = {
	head: { ...heavy, ...centred },
	section: { ...heavy, align: 'center', alignVertical: 'top' },
	label: { ...heavy, ...centred },
	figure: centred,
	text: { align: 'left', alignVertical: 'center' }
};
const border = { borderStyle: 'thin', wrap: true } as const;

/** A row of a sheet with what page breaks need to know of it. */
export interface SheetRow extends PagedRow {
	cells: Row;
}

/** A line of text over all columns. */
export function lineRow(
	text: string,
	widths: readonly number[],
	look: CellObject = {},
	keep = false
): SheetRow {
	const size = (look.fontSize ?? SIZE) / SIZE;
	const height = 3 + size * LINE * countLines(text, sum(widths) / (SIGN * size));
	const cell = { ...textCell(text), wrap: true, alignVertical: 'center', height, ...look } as const;
	const rest = widths.slice(1).map(() => null);
	return { cells: [{ ...cell, columnSpan: widths.length }, ...rest], height, keep };
}

/** The rows of a table; `starts`: the first sheet column of each of its columns, and one past the last. */
export function tableRows(
	{ columns, head, rows, small }: FormTable,
	widths: readonly number[],
	starts: readonly number[]
): SheetRow[] {
	const all = [...head, ...rows];
	const fontSize = small ? SMALL : SIZE;
	return placeCells(all, columns.length).map((line, r) => {
		const { height: least = 0, keep = false } = all[r] ?? {};
		const height = Math.max(heightOf(line, columns, fontSize / SIZE), least * 2.835);
		const cells = rowOf(line, { height, fontSize }, widths.length, starts);
		return { cells, height, keep: keep || r < head.length };
	});
}

function rowOf(
	line: readonly Place[],
	look: CellObject,
	width: number,
	starts: readonly number[]
): Row {
	const row: Row = Array.from({ length: width }, () => null);
	line.forEach(({ cell, begins }, c) => {
		const [from = 0, next = 0] = [starts[c], starts[c + cell.across]];
		if (begins) row[from] = { ...beginOf(cell, next - from), ...look };
	});
	return row;
}

function beginOf(cell: Place['cell'], columnSpan: number): CellObject {
	const { look, down, number, mark } = cell;
	const value = number === null ? textCell(textOf(cell)) : numberOf(number, mark);
	return { ...border, ...looks[look], ...value, columnSpan, rowSpan: down };
}

/** A score stays a number that can be added up, whatever mark is shown behind it. */
function numberOf(value: number, mark: string): CellObject {
	return { value, type: Number, ...(mark ? { format: `General"${mark}"` } : {}) };
}

/** Points. Cells that reach down share the rows of their neighbours, which are high enough. */
function heightOf(line: readonly Place[], columns: FormTable['columns'], scale: number): number {
	const lines = line.map(({ cell, begins }, c) => {
		if (!begins || cell.down > 1) return 1;
		const width = sum(columns.slice(c, c + cell.across).map((column) => column.width));
		return countLines(textOf(cell), (width - 2) / (SIGN * scale));
	});
	return 5 + LINE * scale * Math.max(...lines);
}

function sum(list: readonly number[]): number {
	return list.reduce((a, b) => a + b, 0);
}
