import type { Blob } from 'node:buffer';
import type { Stream } from 'node:stream';
import type { Feature } from 'write-excel-file/node';

/** How a sheet prints, and what stays in sight while it is read. One per sheet, in their order. */
export interface PageSetup {
	/** As in the workbook. */
	sheet: string;
	landscape: boolean;
	/** Pages beside each other that its columns are fitted to, unless `breaks` are given. */
	pagesAcross: number;
	/** Rows, from 0, after which a page ends: spreadsheet programs heed them only where nothing is fitted. */
	breaks?: readonly number[];
	/** Rows `$1:$4` and columns `$A:$B` repeated on every printed page; null: none. */
	repeated: string[] | null;
	/** The range with filter arrows, `A1:F20`; null: none. */
	filter: string | null;
}

/** Per cent; leaves room for programs that set columns a little wider. */
const SCALE = 94;
const margins =
	'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>';
const footer =
	'<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>';

/** Paper, margins, page numbers, repeated heads and filters, which the library leaves to such an addition. */
export function pageSetup(setups: readonly PageSetup[]): Feature<Stream | Buffer | Blob> {
	return {
		files: {
			transform: {
				'xl/workbook.xml': {
					transform: (xml) => xml.replace('</sheets>', `</sheets>${names(setups)}`)
				},
				'xl/worksheets/sheet{id}.xml': {
					transform: (xml, _options, { sheetIndex }) => arrange(xml, setups[sheetIndex])
				},
				'xl/styles.xml': { transform: markChinese }
			}
		}
	};
}

/** Elements of a sheet have one order only: sheetPr, …, sheetData, autoFilter, …, pageMargins, pageSetup, headerFooter. */
function arrange(xml: string, setup: PageSetup | undefined): string {
	if (!setup) return xml;
	const { landscape, pagesAcross, breaks, filter } = setup;
	const fitted = breaks ? `scale="${SCALE}"` : `fitToWidth="${pagesAcross}" fitToHeight="0"`;
	const page = `<pageSetup paperSize="9" ${fitted} orientation="${landscape ? 'landscape' : 'portrait'}"/>`;
	return xml
		.replace(
			/<worksheet[^>]*>/,
			`$&<sheetPr><pageSetUpPr fitToPage="${breaks ? 0 : 1}"/></sheetPr>`
		)
		.replace('</sheetData>', `</sheetData>${filter ? `<autoFilter ref="${filter}"/>` : ''}`)
		.replace(/(?=<drawing |<\/worksheet>)/, `${margins}${page}${footer}${rowBreaks(breaks ?? [])}`);
}

function rowBreaks(breaks: readonly number[]): string {
	if (breaks.length === 0) return '';
	const marks = breaks.map((row) => `<brk id="${row + 1}" max="16383" man="1"/>`);
	const count = breaks.length;
	return `<rowBreaks count="${count}" manualBreakCount="${count}">${marks.join('')}</rowBreaks>`;
}

function names(setups: readonly PageSetup[]): string {
	const defined = setups.flatMap(({ sheet, repeated, filter }, index) => {
		const name = (kind: string, ranges: string[], more = '') =>
			`<definedName name="_xlnm.${kind}" localSheetId="${index}"${more}>${ranges
				.map((range) => `'${sheet}'!${range}`)
				.join(',')}</definedName>`;
		return [
			filter ? name('_FilterDatabase', [absolute(filter)], ' hidden="1"') : '',
			repeated ? name('Print_Titles', repeated) : ''
		];
	});
	const all = defined.join('');
	return all && `<definedNames>${all}</definedNames>`;
}

/** `A1:F20` as `$A$1:$F$20`. */
function absolute(range: string): string {
	return range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}

/** 134 is the character set GB 2312: without it a program that does not know 宋体 by name takes a Latin font. */
function markChinese(xml: string): string {
	return xml.replace(/<font><name val="[^"]*[一-鿿][^"]*"\/>/g, '$&<charset val="134"/>');
}
