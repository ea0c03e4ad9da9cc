/** What a reader of the table does not take along: controls, and words for the eye or the ear alone. */
const ASIDE = 'button, form, details, input, select, textarea, .sr-only, [aria-hidden=true]';

/** The text of a cell, its parts apart. */
function textOf(cell: HTMLTableCellElement): string {
	const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
	let [text, parent]: [string, ParentNode | null] = ['', null];
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		if (node.parentElement?.closest(ASIDE)) continue;
		text += (node.parentNode === parent ? '' : ' ') + (node.textContent ?? '');
		parent = node.parentNode;
	}
	return text.replace(/\s+/g, ' ').trim();
}

const isShown = (element: HTMLElement) => getComputedStyle(element).display !== 'none';

/** Cells of a row as wide as they are. */
function cellsOf(row: HTMLTableRowElement): string[] {
	return [...row.cells]
		.filter(isShown)
		.flatMap((cell) => [textOf(cell), ...Array<string>(cell.colSpan - 1).fill('')]);
}

/** All words of a row, whichever columns are in sight. */
export function rowText(row: HTMLTableRowElement): string {
	return [...row.cells].map(textOf).join(' ');
}

/** The rows in sight, the head first; without the columns that have no heading, which hold controls. */
export function readTable(table: HTMLTableElement): string[][] {
	const rows = [...table.rows].filter(isShown).map(cellsOf);
	const named = (rows[0] ?? []).map((heading) => heading !== '');
	return rows.map((row) => row.filter((_, index) => named[index]));
}
