/** A year in an address: four digits of this century; null if it is none. */
export function parseYear(text: string): number | null {
	return /^20\d\d$/.test(text) ? Number(text) : null;
}

/** The years a page offers, ascending: the last five, what there is beyond them, and the one shown. */
export function yearRange(current: number, known: readonly number[]): number[] {
	const first = Math.min(current - 4, ...known);
	const last = Math.max(current, ...known);
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
