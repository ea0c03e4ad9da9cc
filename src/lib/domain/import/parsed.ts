/** What a cell says, or what is wrong with it and what to do, in Chinese without the column's name. */
export type Parsed<T> = { value: T; problem?: undefined } | { value?: undefined; problem: string };

export function good<T>(value: T): Parsed<T> {
	return { value };
}

export function bad(problem: string): { problem: string } {
	return { problem };
}

/** What stands in the place of a cell whose formula failed (#N/A, #REF!): no parser takes it for a value. */
export const FAILED_CELL = '#公式错误';
