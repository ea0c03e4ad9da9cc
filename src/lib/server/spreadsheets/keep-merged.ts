import type { MergedArea, SheetRow } from './sheet';
import { SheetFault } from './sheet-fault';

/**
 * The merged areas that touch rows of the table, which no two share a cell of: so there are never more than cells. Refuses
 * `sheet_damaged` where two overlap, which no spreadsheet program writes.
 */
export function keepMerged(
	merged: readonly MergedArea[],
	rows: readonly SheetRow[],
	width: number
): MergedArea[] {
	const taken = new Uint8Array(rows.length * width);
	return merged.filter((area) => {
		const last = Math.min(area.lastColumn, width - 1);
		let at = firstFrom(rows, area.firstRow);
		const touched = (rows[at]?.row ?? Infinity) <= area.lastRow && area.firstColumn <= last;
		for (; touched && (rows[at]?.row ?? Infinity) <= area.lastRow; at++)
			for (let column = area.firstColumn; column <= last; column++)
				take(taken, at * width + column);
		return touched;
	});
}

function take(taken: Uint8Array, place: number): void {
	if (taken[place] === 1) throw new SheetFault('sheet_damaged', '合并的单元格有重叠');
	taken[place] = 1;
}

/** Index of the first row that is numbered `row` or later. */
function firstFrom(rows: readonly SheetRow[], row: number): number {
	let [from, to] = [0, rows.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((rows[middle]?.row ?? 0) < row) from = middle + 1;
		else to = middle;
	}
	return from;
}
