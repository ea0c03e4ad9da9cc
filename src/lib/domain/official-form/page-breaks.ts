export interface PagedRow {
	/** Any unit. */
	height: number;
	/** Stays on one page with the next row. */
	keep: boolean;
}

/**
 * The rows after which a page ends, by their index, so that rows that stay together do; a group higher than a page is
 * broken where the page is full. `room`: of the first page, and of every other one (less by the repeated head).
 */
export function pageBreaks(
	rows: readonly PagedRow[],
	room: { first: number; other: number }
): number[] {
	const breaks: number[] = [];
	let [left, capacity] = [room.first, room.first];
	for (const group of groupsOf(rows)) {
		const height = group.reduce((sum, { row }) => sum + row.height, 0);
		if (height > left && left < capacity) breakBefore(group[0]?.index ?? 0);
		for (const { row, index } of group) {
			if (row.height > left && left < capacity) breakBefore(index);
			left -= row.height;
		}
	}
	return breaks;

	function breakBefore(index: number): void {
		breaks.push(index - 1);
		left = capacity = room.other;
	}
}

function groupsOf(rows: readonly PagedRow[]): { row: PagedRow; index: number }[][] {
	const groups: { row: PagedRow; index: number }[][] = [[]];
	rows.forEach((row, index) => {
		groups.at(-1)?.push({ row, index });
		if (!row.keep) groups.push([]);
	});
	return groups.filter((group) => group.length > 0);
}
