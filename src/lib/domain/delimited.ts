/** Tables as text for spreadsheet programs. */

/** What such a program would take for a formula, full-width signs included; a plain negative number is none. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
const NUMBER = /^\s*[+-]?\d[\d,]*(\.\d+)?%?\s*$/;

/** A cell that stays what it is: an apostrophe before it, where it would be computed. */
function inert(cell: string): string {
	return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Comma-separated with a byte order mark, by which Excel knows that it is UTF-8 (RFC 4180). */
export function formatCsv(rows: readonly (readonly string[])[]): string {
	const quoted = (cell: string) => `"${inert(cell).replaceAll('"', '""')}"`;
	return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Separated by tabs, as the clipboard carries a table into a spreadsheet. */
export function formatTabs(rows: readonly (readonly string[])[]): string {
	const plain = (cell: string) => inert(cell.replace(/[\t\r\n]+/g, ' ')).replaceAll('"', '＂');
	return rows.map((row) => row.map(plain).join('\t')).join('\n');
}
