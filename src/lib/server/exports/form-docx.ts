import {
	AlignmentType,
	Document,
	Footer,
	HeightRule,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TabStopType,
	TextRun,
	VerticalAlignTable,
	WidthType
} from 'docx';
import type {
	CellLook,
	FormCell,
	FormRow,
	FormTable,
	OfficialForm
} from '$lib/domain/official-form/form-layout';
import { textWidth } from '$lib/domain/text-lines';
import { placeCells } from '$lib/domain/official-form/place-cells';

const twips = (mm: number) => Math.round((mm * 1440) / 25.4);

/** Word and WPS take the font of Chinese signs from `eastAsia`; the hint gives quotation marks and dots to it, too. */
function chinese(eastAsia: string) {
	return {
		ascii: 'Times New Roman',
		hAnsi: 'Times New Roman',
		cs: 'Times New Roman',
		eastAsia,
		hint: 'eastAsia'
	};
}
const fonts = { text: chinese('宋体'), head: chinese('黑体'), note: chinese('仿宋') };

/** Half points: 五号 is 10.5 pt, 小五 9 pt, 小二 18 pt. */
const sizes = { text: 21, remark: 18, title: 36 };

/** Left and right in a cell, twips. */
const padding = 85;

/** The form as a Word document. */
export function writeFormDocx(form: OfficialForm): Promise<Buffer> {
	const { provenance } = form;
	const page = {
		size: { width: twips(210), height: twips(297) },
		margin: {
			top: twips(20),
			bottom: twips(18),
			left: twips(18),
			right: twips(18),
			footer: twips(9)
		}
	};
	const footers = { default: pageNumbers() };
	return Packer.toBuffer(
		new Document({
			title: form.title,
			creator: '评家',
			styles: {
				default: {
					document: { run: { font: fonts.text, size: sizes.text, language: { eastAsia: 'zh-CN' } } }
				}
			},
			sections: [
				{ properties: { page }, footers, children: formBody(form) },
				{
					...{ properties: { page }, footers },
					children: [
						line(provenance.title, { head: true, center: true, size: 28, after: 120 }),
						line(provenance.introduction, { after: 120 }),
						...provenance.tables.flatMap(tableOf)
					]
				}
			]
		})
	);
}

function formBody(form: OfficialForm): (Paragraph | Table)[] {
	const particulars = form.particulars.map(({ label, value }) => `${label}：${value}`).join('　　');
	return [
		line(form.annex, { head: true }),
		line(form.title, { head: true, center: true, size: sizes.title, after: 160 }),
		line(particulars, { after: 80 }),
		...tableOf(form.scores),
		...form.notes.map((note) => line(note, { note: true, size: sizes.remark })),
		line('', {}),
		...tableOf(form.signatures)
	];
}

interface LineLook {
	head?: boolean;
	note?: boolean;
	center?: boolean;
	/** Half points. */
	size?: number;
	/** Space below, twips. */
	after?: number;
	keepNext?: boolean;
}

function line(
	text: string,
	{ head, note, center, size, after = 0, keepNext = false }: LineLook
): Paragraph {
	const font = head ? fonts.head : note ? fonts.note : fonts.text;
	return new Paragraph({
		...{ spacing: { after }, keepNext },
		alignment: center ? AlignmentType.CENTER : AlignmentType.LEFT,
		children: [new TextRun({ text, font, size: size ?? sizes.text })]
	});
}

function tableOf({ heading, columns, head, rows, small }: FormTable): (Paragraph | Table)[] {
	const widths = columns.map(({ width }) => twips(width));
	const places = placeCells([...head, ...rows], columns.length);
	const render = (one: FormRow, r: number) =>
		new TableRow({
			...{ tableHeader: r < head.length, cantSplit: true, keepNext: one.keep },
			...(one.height > 0 ? { height: { value: twips(one.height), rule: HeightRule.ATLEAST } } : {}),
			children: one.cells.map((cell) => {
				const at = places[r]?.findIndex((place) => place.cell === cell) ?? 0;
				const width = widths.slice(at, at + cell.across).reduce((a, b) => a + b, 0);
				return cellOf(cell, width, small ? sizes.remark : sizes.text);
			})
		});
	const table = new Table({
		...{ columnWidths: widths, layout: TableLayoutType.FIXED },
		width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
		margins: { left: padding, right: padding, top: 28, bottom: 28 },
		rows: [...head, ...rows].map(render)
	});
	// Two tables without a paragraph between them become one.
	const above = heading ? [line(heading, { head: true, after: 60, keepNext: true })] : [];
	return [...above, table, ...(heading ? [line('', {})] : [])];
}

const centred: Record<CellLook, boolean> = {
	...{ head: true, section: true, label: true, figure: true, text: false }
};
const heavy: Record<CellLook, boolean> = {
	...{ head: true, section: true, label: true, figure: false, text: false }
};

/** `width` in twips, `size` in half points. */
function cellOf({ look, across, down, lines }: FormCell, width: number, size: number): TableCell {
	return new TableCell({
		...{ columnSpan: across, rowSpan: down },
		verticalAlign: look === 'section' ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
		children: lines.map(({ text, tail, remark }) => {
			const font = remark ? fonts.note : heavy[look] ? fonts.head : fonts.text;
			const run = (part: string) =>
				new TextRun({ text: part, font, size: remark ? sizes.remark : size });
			return new Paragraph({
				alignment: centred[look] ? AlignmentType.CENTER : AlignmentType.LEFT,
				...(tail ? { tabStops: [{ type: TabStopType.RIGHT, position: width - 2 * padding }] } : {}),
				children: tail ? [run(text), ...tailRuns(text, tail, width, run)] : [run(text)]
			});
		})
	});
}

/** Where the last line has no room for it, the tail takes one of its own: Word would break within 2分. */
function tailRuns(
	text: string,
	tail: string,
	width: number,
	run: (part: string) => TextRun
): TextRun[] {
	const usable = (width - 2 * padding) / (10 * sizes.text);
	const left = usable - (textWidth(text) % usable);
	const own = left < textWidth(tail) + 2 ? [new TextRun({ break: 1 })] : [];
	return [...own, run(`\t${tail}`)];
}

function pageNumbers(): Footer {
	const children = ['第 ', PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页'];
	return new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [new TextRun({ children, font: fonts.text, size: sizes.remark })]
			})
		]
	});
}
