import type { FormCell, FormRow } from './form-layout.ts';

/** What is at a place of a table: a cell that begins there, or one that reaches there from above or from the left. */
export interface Place {
	cell: FormCell;
	begins: boolean;
}

/**
 * Every place of a table, row by row, each row as long as the table is wide.
 * @throws RangeError where cells overlap, leave a gap or reach beyond the table: a fault of whoever laid it out
 */
export function placeCells(rows: readonly FormRow[], columns: number): Place[][] {
	const places: (Place | undefined)[][] = rows.map(() => Array.from({ length: columns }));
	rows.forEach(({ cells }, r) => {
		for (const cell of cells) occupy(places, r, cell);
	});
	return places.map((line, r) =>
		line.map((place, c) => place ?? fail(`nothing at row ${r}, column ${c}`))
	);
}

function occupy(places: (Place | undefined)[][], r: number, cell: FormCell): void {
	const c = places[r]?.indexOf(undefined) ?? -1;
	if (c < 0) fail(`row ${r} has too many cells`);
	for (let down = 0; down < cell.down; down++)
		for (let across = 0; across < cell.across; across++) {
			const line = places[r + down] ?? fail(`a cell of row ${r} reaches below the table`);
			if (c + across >= line.length || line[c + across]) fail(`cells overlap at row ${r + down}`);
			line[c + across] = { cell, begins: down === 0 && across === 0 };
		}
}

function fail(what: string): never {
	throw new RangeError(what);
}
