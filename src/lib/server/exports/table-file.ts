import { setImmediate } from 'node:timers/promises';
import iconv from 'iconv-lite';
import { downloadResponse } from './download';
import { guardApostrophe, guardFormula } from './guard-formula';
import type { ListValue } from './list-sheet';
import { writeSpreadsheet, type Slices, type Spreadsheet } from './spreadsheet';

/** `csv`: UTF-8 with a BOM, which Excel needs to see; `gb18030`: as Excel in China saves .csv files itself. */
export const tableFormats = ['xlsx', 'csv', 'gb18030'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A list as a file to be saved that can be read back without a difference. */
export async function tableResponse<R>(
	name: string,
	format: TableFormat,
	list: Spreadsheet<R>,
	slices: Slices<R>
): Promise<Response> {
	if (format === 'xlsx') {
		const columns = list.columns.map((column) => ({
			...column,
			value: (row: R) => guarded(column.value(row))
		}));
		return downloadResponse(name, 'xlsx', await writeSpreadsheet({ ...list, columns }, slices));
	}
	return downloadResponse(name, 'csv', await writeCsv(list, slices, format));
}

function guarded(value: ListValue): ListValue {
	return typeof value === 'string' ? guardApostrophe(value) : value;
}

async function writeCsv<R>(
	{ columns }: Spreadsheet<R>,
	slices: Slices<R>,
	format: Exclude<TableFormat, 'xlsx'>
): Promise<Buffer> {
	const encode = (text: string) =>
		format === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text, 'utf8');
	const parts = [encode(`${format === 'csv' ? '\ufeff' : ''}${lineOf(columns.map(headerOf))}`)];
	for await (const slice of slices) {
		const lines = slice.map((row) => lineOf(columns.map(({ value }) => value(row))));
		parts.push(encode(lines.join('')));
		await setImmediate();
	}
	return Buffer.concat(parts);
}

const headerOf = ({ header }: { header: string }) => header;

function lineOf(cells: readonly ListValue[]): string {
	return `${cells.map(fieldOf).join(',')}\r\n`;
}

function fieldOf(value: ListValue): string {
	if (typeof value !== 'string') return value === null ? '' : String(value);
	const text = guardFormula(value.toWellFormed());
	return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
