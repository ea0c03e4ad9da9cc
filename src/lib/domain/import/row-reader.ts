import { columnName } from './column-name.ts';
import type { TemplateColumn } from './columns.ts';
import type { Parsed } from './parsed.ts';
import type { FileRow, RowProblem } from './verdict.ts';

/** Rows as `FileRow.row`, columns from 0. */
export interface Area {
	firstRow: number;
	lastRow: number;
	firstColumn: number;
	lastColumn: number;
}

/** Reads rows by column, whatever their order; cells of merged areas have the area's value where the column allows it. */
export class RowReader<K extends string> {
	readonly #columns: Map<K, TemplateColumn<K>>;
	/** By column, from the top down. */
	readonly #merged: Map<number, Area[]>;
	readonly #values = new Map<Area, string>();

	/** No two of the areas overlap. */
	constructor(
		columns: readonly TemplateColumn<K>[],
		readonly places: Partial<Record<K, number>>,
		merged: readonly Area[]
	) {
		this.#columns = new Map(columns.map((column) => [column.key, column]));
		const read = columns.flatMap(({ key }) => places[key] ?? []);
		const topDown = merged.toSorted((a, b) => a.firstRow - b.firstRow);
		this.#merged = new Map(
			read.map((column) => [column, topDown.filter((area) => covers(area, column))])
		);
	}

	has(key: K): boolean {
		return this.places[key] !== undefined;
	}

	/** What the row says in a column; its problems go to `problems`. Undefined where the column is missing or the cell wrong. */
	read<T>(
		row: FileRow,
		key: K,
		parse: (cell: string) => Parsed<T>,
		problems: RowProblem[]
	): T | undefined {
		const column = this.places[key];
		if (column === undefined) return undefined;
		const cell = this.#cellOf(row, key, column);
		const { value, problem } =
			cell === null ? mergedProblem<T>() : (parse(cell) as { value?: T; problem?: string });
		if (problem !== undefined) problems.push(this.problem(key, problem));
		return value;
	}

	problem(key: K, text: string): RowProblem {
		const column = this.places[key] ?? null;
		const place = column === null ? '' : `（${columnName(column)} 列）`;
		return { column, text: `${this.#columns.get(key)?.header ?? ''}${place}：${text}` };
	}

	/** Null: part of a merged area whose value must not be taken for several rows. */
	#cellOf({ row, cells }: FileRow, key: K, column: number): string | null {
		const area = areaAt(this.#merged.get(column) ?? [], row);
		if (!area) return cells[column] ?? '';
		if (row === area.firstRow) this.#values.set(area, cells[area.firstColumn] ?? '');
		if (column === area.firstColumn && row === area.firstRow) return cells[column] ?? '';
		const fills = this.#columns.get(key)?.fillsDown && area.firstColumn === area.lastColumn;
		return fills ? (this.#values.get(area) ?? '') : null;
	}
}

function mergedProblem<T>(): { value?: T; problem: string } {
	return { problem: '是合并单元格。请取消合并，每行各填一格。' };
}

function covers({ firstColumn, lastColumn }: Area, column: number): boolean {
	return firstColumn <= column && column <= lastColumn;
}

/** The area that a row lies in, of one column's from the top down: the last that begins there or above. */
function areaAt(areas: readonly Area[], row: number): Area | undefined {
	let [from, to] = [0, areas.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((areas[middle]?.firstRow ?? 0) <= row) from = middle + 1;
		else to = middle;
	}
	const area = areas[from - 1];
	return area && row <= area.lastRow ? area : undefined;
}
