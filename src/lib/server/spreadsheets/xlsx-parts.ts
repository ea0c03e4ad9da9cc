import { posix } from 'node:path';
import type { MergedArea } from './sheet';
import { SheetFault } from './sheet-fault';
import type { ZipArchive } from './zip-directory';

/** The parts of a workbook that one of its sheets needs, unpacked. */
export interface Workbook {
	/** By name; everything else of the file stays packed. */
	parts: Record<string, Uint8Array>;
	/** Of the sheet that is read, from 1: the first that is not hidden. */
	sheet: number;
	/** The sheet's XML. */
	text: string;
}

const WORKBOOK = 'xl/workbook.xml';
const LINKS = 'xl/_rels/workbook.xml.rels';

/** Refuses `sheet_not_table`, `sheet_bomb`, `sheet_damaged`. */
export function unpackWorkbook(archive: ZipArchive): Workbook {
	if (!archive.has(WORKBOOK)) throw new SheetFault('sheet_not_table');
	const [workbook, links] = [WORKBOOK, LINKS].map((name) => archive.unpack(name));
	if (!workbook || !links) throw new SheetFault('sheet_damaged');
	const sheets = tagsOf(workbook.toString('utf8'), 'sheet');
	const index = Math.max(0, sheets.findIndex(isVisible));
	const id = attribute(sheets[index] ?? '', 'id');
	const relations = tagsOf(links.toString('utf8'), 'Relationship');
	const path = pathOf(relations.find((tag) => attribute(tag, 'Id') === id));
	const content = archive.unpack(path);
	if (!content) throw new SheetFault('sheet_damaged');
	const parts: Record<string, Uint8Array> = {
		...{ [WORKBOOK]: workbook, [LINKS]: links, [path]: content }
	};
	for (const relation of relations) {
		if (!/\/(sharedStrings|styles)$/.test(attribute(relation, 'Type') ?? '')) continue;
		const part = archive.unpack(pathOf(relation));
		if (part) parts[pathOf(relation)] = part;
	}
	for (const part of Object.values(parts)) refuseOpenTags(part);
	return { parts, sheet: index + 1, text: content.toString('utf8') };
}

/** What searches for the end of a tag that has none goes through the rest of the file, tag after tag. */
function refuseOpenTags(part: Uint8Array): void {
	if (/<(?!!)[^<>]*</.test(Buffer.from(part).toString('latin1')))
		throw new SheetFault('sheet_damaged');
}

const isVisible = (tag: string) => !/hidden/i.test(attribute(tag, 'state') ?? '');

function pathOf(relation = ''): string {
	const target = attribute(relation, 'Target') ?? '';
	return target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
}

function tagsOf(xml: string, name: string): string[] {
	return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^<>]*>`, 'g')) ?? [];
}

function attribute(tag: string, name: string): string | undefined {
	return new RegExp(`\\s(?:\\w+:)?${name}=(["'])(.*?)\\1`).exec(tag)?.[2];
}

/** The merged areas of a sheet. */
export function mergedAreas(xml: string): MergedArea[] {
	return tagsOf(xml, 'mergeCell').flatMap((tag) => {
		const [from, to] = (attribute(tag, 'ref') ?? '').split(':').map(placeOf);
		if (!from || !to) return [];
		const rows = { firstRow: from.row, lastRow: to.row };
		return [{ ...rows, firstColumn: from.column, lastColumn: to.column }];
	});
}

/** Row from 1, column from 0. */
export interface Place {
	row: number;
	column: number;
}

/** The place of an address such as "C5"; null if it is none. */
export function placeOf(address: string): Place | null {
	const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? [];
	if (!letters || !digits) return null;
	const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	return { row: Number(digits), column: column - 1 };
}
