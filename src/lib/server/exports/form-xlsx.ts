import writeFile, { type CellObject, type Sheet } from 'write-excel-file/node';
import { gridOf } from '$lib/domain/official-form/column-grid';
import type { FormTable, OfficialForm } from '$lib/domain/official-form/form-layout';
import { pageBreaks } from '$lib/domain/official-form/page-breaks';
import { pageSetup } from './page-setup';
import { lineRow, tableRows, type SheetRow } from './form-rows';

const names = { scores: '考核表', provenance: '数据来源' };

/** Points. */
const sizes = { text: 10.5, note: 9, heading: 14, title: 16 };
const heavy = { fontFamily: '黑体' };

/** A line of text across the sheet, or a table. */
type Block = { text: string; look?: CellObject; keep?: boolean } | { table: FormTable };

/** Points that rows have on an A4 page at the scale of page-setup.ts, and rather less. */
const ROOM = 775;

/** The form as a workbook: the scores on one sheet, where they come from on another. */
export function writeFormXlsx(form: OfficialForm): Promise<Buffer> {
	const above = aboveTable(form);
	const headRow = above.length + 1;
	const below: Block[] = [
		...form.notes.map((text) => ({ text, look: { fontFamily: '仿宋', fontSize: sizes.note } })),
		{ text: '' },
		{ table: form.signatures }
	];
	const scores = sheetOf([...above, { table: form.scores }, ...below]);
	const provenance = sheetOf(provenanceBlocks(form));
	const head = scores.rows[headRow - 1]?.height ?? 0;
	const page = { landscape: false, pagesAcross: 1, filter: null };
	const setup = pageSetup([
		{
			...{ ...page, sheet: names.scores, repeated: [`$${headRow}:$${headRow}`] },
			breaks: pageBreaks(scores.rows, { first: ROOM, other: ROOM - head })
		},
		{
			...{ ...page, sheet: names.provenance, repeated: null },
			breaks: pageBreaks(provenance.rows, { first: ROOM, other: ROOM })
		}
	]);
	const options = { fontFamily: '宋体', fontSize: sizes.text, features: [setup] };
	return writeFile(
		[
			{ ...worksheet(names.scores, scores), stickyRowsCount: headRow },
			worksheet(names.provenance, provenance)
		],
		options
	).toBuffer();
}

function aboveTable({ annex, title, particulars }: OfficialForm): Block[] {
	const line = particulars.map(({ label, value }) => `${label}：${value}`).join('　　');
	return [
		{ text: annex, look: heavy },
		{ text: title, look: { ...heavy, fontSize: sizes.title, align: 'center' } },
		{ text: line }
	];
}

function provenanceBlocks({ provenance: { title, introduction, tables } }: OfficialForm): Block[] {
	return [
		{ text: title, look: { ...heavy, fontSize: sizes.heading, align: 'center' } },
		{ text: introduction },
		...tables.flatMap((table) => [
			{ text: '' },
			{ text: table.heading, look: heavy, keep: true },
			{ table }
		])
	];
}

interface Rows {
	/** mm */
	widths: number[];
	rows: SheetRow[];
}

function sheetOf(blocks: readonly Block[]): Rows {
	const tables = blocks.flatMap((block) => ('table' in block ? [block.table] : []));
	const { widths, starts } = gridOf(tables);
	const rows = blocks.flatMap((block) => {
		if (!('table' in block)) return [lineRow(block.text, widths, block.look, block.keep)];
		return tableRows(block.table, widths, starts[tables.indexOf(block.table)] ?? []);
	});
	return { widths, rows };
}

function worksheet(sheet: string, { widths, rows }: Rows): Sheet<never> {
	// A millimetre is 3.78 pixels; a column counts digits of 7 pixels, and 5 for its edges.
	const columns = widths.map((width) => ({ width: (width * 3.78 - 5) / 7 }));
	return { sheet, columns, data: rows.map(({ cells }) => cells), showGridLines: false };
}
