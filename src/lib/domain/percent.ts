import { compare, type Fraction, type Ratio } from './fraction.ts';

export interface PercentOptions {
	/** Thresholds the figure is read against; 0 and 100 % always are. */
	thresholds?: readonly Fraction[];
}

const ends: readonly Fraction[] = [
	{ num: 0, den: 1 },
	{ num: 1, den: 1 }
];

/**
 * A rate as text: "94.96%", rounded half up to two decimals; `—` where there is none.
 * The text always stands on the same side of every threshold as the figure: where two decimals would print a figure
 * below 95 % as "95.00%" (or one above it as exactly that), decimals are added until it differs.
 */
export function formatPercent(rate: Ratio | null, options: PercentOptions = {}): string {
	if (rate === null) return '—';
	// A figure equal to a threshold needs no decimals to tell them apart, and 2/3 would never find enough.
	const marks = [...ends, ...(options.thresholds ?? [])].filter(
		(mark) => compare(rate, mark) !== 0
	);
	let decimals = 2;
	while (!keepsSides(rate, decimals, marks)) decimals += 1;
	return printScaled(scale(rate, decimals), decimals);
}

/** A threshold as text: "95%" where it is a whole percentage, else the fraction itself, "2/3". */
export function formatThreshold(threshold: Fraction): string {
	const hundredfold = BigInt(threshold.num) * 100n;
	const den = BigInt(threshold.den);
	return hundredfold % den === 0n ? `${hundredfold / den}%` : `${threshold.num}/${threshold.den}`;
}

function keepsSides(rate: Ratio, decimals: number, marks: readonly Fraction[]): boolean {
	const printed = { num: scale(rate, decimals), den: 10n ** BigInt(decimals + 2) };
	return marks.every((mark) => compare(printed, mark) === compare(rate, mark));
}

/** The percentage times 10^decimals, rounded half up. */
function scale(rate: Ratio, decimals: number): bigint {
	const [num, den] = [BigInt(rate.num), BigInt(rate.den)];
	return (num * 10n ** BigInt(decimals + 2) * 2n + den) / (den * 2n);
}

function printScaled(scaled: bigint, decimals: number): string {
	const digits = scaled.toString().padStart(decimals + 1, '0');
	return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}%`;
}
