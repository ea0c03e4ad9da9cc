import type { FormTable } from './form-layout.ts';

/** The columns that tables below each other share on one sheet. */
export interface ColumnGrid {
	/** mm, from the left. */
	widths: number[];
	/** For each table the first grid column of each of its columns, and one past the last. */
	starts: number[][];
}

/** Tables of different columns on one sheet: every edge of any of them is an edge of the grid. */
export function gridOf(tables: readonly Pick<FormTable, 'columns'>[]): ColumnGrid {
	const edges = tables.map(edgesOf);
	const all = [...new Set(edges.flat())].sort((a, b) => a - b);
	return {
		widths: all.slice(1).map((edge, index) => edge - (all[index] ?? 0)),
		starts: edges.map((own) => own.map((edge) => all.indexOf(edge)))
	};
}

function edgesOf({ columns }: Pick<FormTable, 'columns'>): number[] {
	let edge = 0;
	return [0, ...columns.map(({ width }) => (edge += width))];
}
