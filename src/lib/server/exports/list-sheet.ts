import writeFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import { getCellAddress } from 'write-excel-file/utility';
import { countLines } from '$lib/domain/text-lines';
import { pageSetup } from './page-setup';
import { textCell } from './text-cell';

/**
 * - `text`: as it is;
 * - `number`: a number, right-aligned;
 * - `rate`: a percentage as text, such as "94.96%", stored as a number that shows the same digits.
 */
export type ColumnType = 'text' | 'number' | 'rate';

export interface ListColumn {
	header: string;
	/** In Chinese characters. */
	width: number;
	type: ColumnType;
}

/** What a list is, apart from its rows. */
export interface ListHead {
	/** Name of the sheet. */
	sheet: string;
	columns: readonly ListColumn[];
	/** Stands in the place of the rows where there are none. */
	empty: string;
	/** What the reader has to know, on a sheet of its own: label and text. */
	notes: readonly (readonly [string, string])[];
}

/** A value of a row; null leaves the cell empty. */
export type ListValue = string | number | null;

const fonts = { fontFamily: '宋体', fontSize: 11 };
const box = { borderStyle: 'thin', borderColor: '#A6A6A6', alignVertical: 'center' } as const;

const head: CellObject = {
	...{ ...box, fontFamily: '黑体', backgroundColor: '#E7E6E6', align: 'center', wrap: true },
	height: 36
};

/** The workbook of a list: its rows under a head that stays, with filters, and its notes. */
export function writeList(
	list: ListHead,
	rows: readonly (readonly ListValue[])[]
): Promise<Buffer> {
	const body = rows.map((row) => bodyRow(row, list.columns));
	const sheet: Sheet<never> = {
		sheet: list.sheet,
		columns: list.columns.map(({ width }) => ({ width: 2 * width + 2 })),
		stickyRowsCount: 1,
		data: [
			list.columns.map(({ header }) => ({ value: header, ...head })),
			...(body.length > 0 ? body : [emptyRow(list)])
		]
	};
	const last = getCellAddress(Math.max(1, rows.length), list.columns.length - 1);
	const page = pageSetup([
		{
			...{ sheet: list.sheet, landscape: true, pagesAcross: pagesAcross(list) },
			repeated: ['$A:$B', '$1:$1'],
			filter: rows.length > 0 ? `A1:${last}` : null
		},
		{ sheet: '说明', landscape: false, pagesAcross: 1, repeated: null, filter: null }
	]);
	return writeFile([sheet, notesSheet(list)], { ...fonts, features: [page] }).toBuffer();
}

/** As many pages beside each other as leave the print readable. */
function pagesAcross({ columns }: ListHead): number {
	const width = columns.reduce((sum, column) => sum + column.width + 1, 0);
	return Math.ceil(width / 90);
}

function bodyRow(row: readonly ListValue[], columns: readonly ListColumn[]): Row {
	const height = rowHeight(row.map((value, i) => [value, columns[i]?.width ?? 0]));
	return row.map((value, i) => ({ ...box, ...cellOf(value, columns[i]?.type), height }));
}

/** Points; spreadsheet programs do not agree on when they find out a height themselves. */
function rowHeight(cells: readonly (readonly [ListValue, number])[]): number {
	const texts = cells.map(([value, width]) =>
		typeof value === 'string' ? countLines(value, width + 1) : 1
	);
	return 5 + 15 * Math.max(...texts);
}

function cellOf(value: ListValue, type: ColumnType = 'text'): CellObject {
	if (value === null || value === '') return {};
	if (typeof value === 'number') return { value, type: Number };
	const digits = type === 'rate' ? /^\d+\.(\d+)%$/.exec(value)?.[1] : undefined;
	if (digits === undefined) return { ...textCell(value), wrap: true };
	return {
		...{ value: Number(`${value.slice(0, -1)}e-2`), type: Number },
		format: `0.${'0'.repeat(digits.length)}%`
	};
}

function emptyRow({ columns, empty }: ListHead): Row {
	const rest = columns.slice(1).map(() => null);
	return [
		{ ...box, ...textCell(empty), columnSpan: columns.length, align: 'center', height: 32 },
		...rest
	];
}

function notesSheet({ notes }: ListHead): Sheet<never> {
	return {
		sheet: '说明',
		columns: [{ width: 18 }, { width: 80 }],
		data: notes.map(([label, text]) => {
			const cell = { alignVertical: 'top', wrap: true, height: rowHeight([[text, 40]]) } as const;
			return [
				{ ...cell, ...textCell(label), fontFamily: '黑体' },
				{ ...cell, ...textCell(text) }
			];
		})
	};
}
