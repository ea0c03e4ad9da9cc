/**
 * Exact fractions. Counts are safe integers (`Fraction`); sums and means of many units can outgrow them, so those are
 * `BigFraction`. Every comparison is done in integers: no float ever decides.
 */
export interface Fraction {
	/** non-negative safe integer */
	num: number;
	/** positive safe integer */
	den: number;
}

export interface BigFraction {
	num: bigint;
	den: bigint;
}

/** Either kind; what comparing and printing accept. */
export type Ratio = Fraction | BigFraction;

/** Throws RangeError unless both are safe integers, `num >= 0` and `den > 0`: a wrong count is a fault of the program. */
export function fraction(num: number, den: number): Fraction {
	if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || num < 0 || den <= 0) {
		throw new RangeError(`not a fraction of counts: ${num}/${den}`);
	}
	return { num, den };
}

/** -1, 0 or 1, by cross product. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
	const left = BigInt(a.num) * BigInt(b.den);
	const right = BigInt(b.num) * BigInt(a.den);
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

/** Equal in value: 19/20 equals 95/100. */
export function equals(a: Ratio, b: Ratio): boolean {
	return compare(a, b) === 0;
}

export function add(a: Ratio, b: Ratio): BigFraction {
	const [an, ad, bn, bd] = [BigInt(a.num), BigInt(a.den), BigInt(b.num), BigInt(b.den)];
	return reduce({ num: an * bd + bn * ad, den: ad * bd });
}

/** The arithmetic mean, each fraction weighing the same; null for an empty list. */
export function mean(list: readonly Ratio[]): BigFraction | null {
	if (list.length === 0) return null;
	const { num, den } = sum(list.map((one) => ({ num: BigInt(one.num), den: BigInt(one.den) })));
	return reduce({ num, den: den * BigInt(list.length) });
}

/** Added by halves and reduced once at the end: a thousand fractions one after the other take a thousand times as long. */
function sum(list: readonly BigFraction[]): BigFraction {
	const [first, second] = list;
	if (!first) return { num: 0n, den: 1n };
	if (!second) return first;
	const half = Math.ceil(list.length / 2);
	const [left, right] = [sum(list.slice(0, half)), sum(list.slice(half))];
	return left.den === right.den
		? { num: left.num + right.num, den: left.den }
		: { num: left.num * right.den + right.num * left.den, den: left.den * right.den };
}

function reduce({ num, den }: BigFraction): BigFraction {
	let [a, b] = [num, den];
	while (b !== 0n) [a, b] = [b, a % b];
	return { num: num / a, den: den / a };
}
