/**
 * The official form as rows, spans and texts. Three renderers draw it (docx, xlsx, the print page) and add nothing of
 * their own, so that the three cannot differ.
 */
export interface OfficialForm {
	/** 附件1 */
	annex: string;
	title: string;
	/** 单位, 考核年度, … in one line above the table. */
	particulars: Fact[];
	scores: FormTable;
	/** Paragraphs below the table. */
	notes: string[];
	signatures: FormTable;
	provenance: Provenance;
}

/** 数据来源: where every score of the form comes from. */
export interface Provenance {
	title: string;
	introduction: string;
	tables: FormTable[];
}

export interface Fact {
	label: string;
	value: string;
}

export interface FormTable {
	/** Stands above it; empty for none. */
	heading: string;
	/** The sum of the widths is the width of the text on an A4 page. */
	columns: FormColumn[];
	/** Repeated on every page; empty for none. */
	head: FormRow[];
	rows: FormRow[];
	/** In smaller type. */
	small: boolean;
}

export interface FormColumn {
	/** mm */
	width: number;
}

/** A row names the cells that begin in it; those that reach down from above are left out. */
export interface FormRow {
	cells: FormCell[];
	/** Least height in mm; 0: as high as its text. */
	height: number;
	/** Stays on one page with the next row. */
	keep: boolean;
}

/**
 * - `head`: of a column;
 * - `section`: 考核项目; at the top of its cell, which may go on over pages;
 * - `label`: centred and in the type of heads, as sums;
 * - `text`: running text;
 * - `figure`: a score.
 */
export type CellLook = 'head' | 'section' | 'label' | 'text' | 'figure';

export interface FormCell {
	/** Paragraphs. */
	lines: FormLine[];
	look: CellLook;
	/** Columns and rows it takes. */
	across: number;
	down: number;
	/** What the text says, where it is a number; `mark` follows it in the text. */
	number: number | null;
	mark: string;
}

export interface FormLine {
	text: string;
	/** Stands at the right edge of the last line, as the points in the annex; empty for none. */
	tail: string;
	/** A remark of the platform below the words of the annex, in smaller type. */
	remark: boolean;
}

/** A4 less margins of 18 mm. */
export const textWidth = 174;

/** A paragraph. Signs that no office file may hold are left out. */
export function line(text: string, { tail = '', remark = false } = {}): FormLine {
	const plain = [...text.toWellFormed()].filter((sign) => !isForbidden(sign)).join('');
	return { text: plain, tail, remark };
}

/** XML 1.0 has no place for these, however they are written. */
function isForbidden(sign: string): boolean {
	const code = sign.codePointAt(0) ?? 0;
	return (code < 0x20 && sign !== '\n' && sign !== '\t') || code === 0xfffe || code === 0xffff;
}

/** A cell of plain text; several lines are several paragraphs. */
export function cell(look: CellLook, text: string, across = 1, down = 1): FormCell {
	const lines = text.split('\n').map((one) => line(one));
	return { lines, look, across, down, number: null, mark: '' };
}

/** A cell of a number with a mark behind it. */
export function numberCell(look: CellLook, number: number, mark = '', down = 1): FormCell {
	return { ...cell(look, `${number}${mark}`, 1, down), number, mark };
}

export function row(cells: FormCell[], { height = 0, keep = false } = {}): FormRow {
	return { cells, height, keep };
}

/** Blank squares, as wide as Chinese signs. */
export function blank(squares: number): string {
	return '\u3000'.repeat(squares);
}

/** The text of a cell, its paragraphs as lines. */
export function textOf({ lines }: FormCell): string {
	return lines.map(({ text, tail }) => (tail ? text + blank(1) + tail : text)).join('\n');
}
