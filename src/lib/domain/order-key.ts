import type { Ratio } from './fraction.ts';

/** Parts of the whole that an order key counts. */
const PARTS = 10n ** 15n;
/** The same as a number: the key of 1/1. */
export const KEY_OF_ONE = Number(PARTS);

/**
 * A fraction as a safe integer by which a database can sort: whole parts of 10^15, rounded down. For order only, never
 * printed. Two different fractions whose denominators multiply to at most 10^15 (31 million each) are at least one part
 * apart, so their keys are equal exactly where they are, and in their order otherwise.
 */
export function orderKey(rate: Ratio): number {
	const key = (BigInt(rate.num) * PARTS) / BigInt(rate.den);
	return Number(key < Number.MAX_SAFE_INTEGER ? key : BigInt(Number.MAX_SAFE_INTEGER));
}

/** The key of a whole percentage: a rate reaches it exactly where its key does. */
export function percentKey(percent: number): number {
	return (KEY_OF_ONE / 100) * percent;
}
