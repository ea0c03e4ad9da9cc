import type { Column, ListValue } from './spreadsheet';

type Value<R> = (row: R) => ListValue;

/** A column of texts; `width` in Chinese characters. */
export function text<R>(header: string, width: number, value: Value<R>): Column<R> {
	return { header, width, type: 'text', value };
}

/** A column of numbers. */
export function number<R>(header: string, width: number, value: Value<R>): Column<R> {
	return { header, width, type: 'number', value };
}

/** A column of percentages, as `formatPercent` gives them. */
export function percent<R>(header: string, width: number, value: Value<R>): Column<R> {
	return { header, width, type: 'rate', value };
}
