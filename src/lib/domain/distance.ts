import type { Fraction } from './fraction.ts';

/** How many ballots would have to change into favourable ones for the rate to reach the threshold; 0 if it does. */
export function ballotsShort(rate: Fraction, threshold: Fraction): number {
	const needed = ceilDiv(BigInt(rate.den) * BigInt(threshold.num), BigInt(threshold.den));
	return Math.max(0, Number(needed) - rate.num);
}

/** The smallest number of ballots that reaches a minimum turnout of `eligible`. */
export function ballotsNeeded(eligible: number, minimum: Fraction): number {
	return Number(ceilDiv(BigInt(eligible) * BigInt(minimum.num), BigInt(minimum.den)));
}

function ceilDiv(a: bigint, b: bigint): bigint {
	return (a + b - 1n) / b;
}
