/** z of the usual two-sided confidence levels, in thousandths. */
export const confidences = { 90: 1645, 95: 1960, 99: 2576 } as const;
export type Confidence = keyof typeof confidences;
export const confidenceLevels = [90, 95, 99] as const satisfies readonly Confidence[];

/** What a sample is to achieve. */
export interface Precision {
	/** Per cent. */
	confidence: Confidence;
	/** Half width of the interval in whole percentage points, 1 to 50. */
	margin: number;
}

/**
 * Units to draw of `population`: n0 = z² · p(1 − p) / e² with p = 0.5, then with the finite-population correction
 * n = n0 / (1 + (n0 − 1) / N), rounded up (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, section 4.4). In integers.
 * p = 0.5 is the safest choice for a mean of rates too: what lies between 0 and 1 varies by 1/4 at most.
 * Throws RangeError for a population or margin out of range.
 */
export function sampleSize(population: number, { confidence, margin }: Precision): number {
	if (!Number.isSafeInteger(population) || population < 0)
		throw new RangeError(`not a population: ${population}`);
	if (!Number.isSafeInteger(margin) || margin < 1 || margin > 50)
		throw new RangeError(`not a margin: ${margin}`);
	if (population === 0) return 0;
	const z = BigInt(confidences[confidence]);
	// n0 = a / b with z in thousandths and e in hundredths: z² / 4·10⁶ divided by e² / 10⁴.
	const [a, b] = [z * z, 400n * BigInt(margin) ** 2n];
	const size = BigInt(population);
	const [num, den] = [size * a, size * b + a - b];
	return Number((num + den - 1n) / den);
}
