import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { decodeText } from './decode-text';
import type { RawSheet } from './sheet';
import { SheetFault } from './sheet-fault';

const delimiters = [',', '\t', ';', '，'] as const;

/** A .csv file: comma, tab or semicolon, whichever its first line with any has most. Refuses `sheet_quotes`, `sheet_encoding`. */
export function readCsv(bytes: Buffer): RawSheet {
	const text = decodeText(bytes);
	try {
		const rows: string[][] = parse(text, {
			delimiter: findDelimiter(text),
			bom: true,
			relax_column_count: true,
			relax_quotes: true,
			record_delimiter: ['\r\n', '\n', '\r']
		});
		return { rows, merged: [] };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new SheetFault('sheet_quotes', `第 ${Number(error['lines'] ?? 0)} 行`);
	}
}

function findDelimiter(text: string): string {
	for (const line of text.slice(0, 20_000).split(/\r\n|\n|\r/)) {
		const plain = line.replace(/"[^"]*"/g, '');
		const counts = delimiters.map((sign) => plain.split(sign).length - 1);
		const most = Math.max(...counts);
		if (most > 0) return delimiters[counts.indexOf(most)] ?? ',';
	}
	return ',';
}
