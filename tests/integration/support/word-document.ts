import { readPart } from './workbook';

/** The tables of a .docx file: rows of the texts of the cells that begin in them; paragraphs are lines. */
export function readTables(file: Buffer): string[][][] {
	return partsOf(readPart(file, 'word/document.xml'), 'tbl').map((table) =>
		partsOf(table, 'tr').map((row) => partsOf(row, 'tc').filter(begins).map(textOf))
	);
}

/** All text outside of tables, a paragraph a line. */
export function readParagraphs(file: Buffer): string[] {
	const body = readPart(file, 'word/document.xml').replace(/<w:tbl>.*?<\/w:tbl>/gs, '');
	return partsOf(body, 'p').map(runsOf);
}

function partsOf(xml: string, name: string): string[] {
	return [...xml.matchAll(new RegExp(`<w:${name}(?: [^>]*)?>(.*?)</w:${name}>`, 'gs'))].map(
		([, inside = '']) => inside
	);
}

/** Not the continuation of a cell above. */
function begins(cell: string): boolean {
	return !cell.includes('<w:vMerge w:val="continue"/>') && !cell.includes('<w:vMerge/>');
}

function textOf(cell: string): string {
	return partsOf(cell, 'p').map(runsOf).join('\n');
}

function runsOf(paragraph: string): string {
	const texts = [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:tab\/>/g)];
	return texts.map(([, text]) => unescape(text ?? '\t')).join('');
}

function unescape(text: string): string {
	const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
	return text.replace(/&(\w+);/g, (all, name: string) => signs[name] ?? all);
}
