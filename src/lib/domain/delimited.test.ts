import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCsv, formatTabs } from './delimited';

const read = (text: string): string[][] => parse(text, { bom: true });
const cells = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 });

test('a spreadsheet reads every cell as it was, but for an apostrophe before formulas', () => {
	fc.assert(
		fc.property(cells, (rows) => {
			const back = read(formatCsv(rows));
			expect(back).toHaveLength(rows.length);
			back.forEach((row, y) =>
				row.forEach((cell, x) => expect([rows[y]?.[x], `'${rows[y]?.[x]}`]).toContain(cell))
			);
		})
	);
});

test.each([
	'=cmd',
	'=1+1',
	'+1+1',
	'-1+1',
	'@SUM(A1)',
	'＝1',
	' =1',
	'\t=1',
	"-2+3+cmd|' /C calc'!A0"
])('%s is never computed', (formula) => {
	expect(read(formatCsv([[formula]]))[0]?.[0]).toMatch(/^'/);
	expect(formatTabs([[formula]])).toMatch(/^'/);
});

test('figures stay figures', () => {
	const rows = [['-3', '94.95%', '1,234', '—', '']];
	expect(read(formatCsv(rows))).toEqual(rows);
	expect(formatTabs(rows)).toBe('-3\t94.95%\t1,234\t—\t');
});

test('a copied cell stays in its cell', () => {
	expect(formatTabs([['a\tb\nc', '"x']]).split(/[\t\n"]/)).toHaveLength(2);
});
