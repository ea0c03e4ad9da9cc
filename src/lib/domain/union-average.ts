import { compare, mean, type BigFraction, type Ratio } from './fraction.ts';

/**
 * What a union may be told about the others below the union above it: the mean of the rates of its own level.
 *
 * A union's chair is not entitled to the result of another union. The mean is therefore made of published results that
 * count, and of nothing else: whatever is subtracted from it (one's own rate, what colluding chairs know, the same mean a
 * day, a year or a level of the tree away), what is left was published before. A result that is suppressed, void, not
 * yet published, or excluded leaves no trace in it: not in the mean, not in the number of unions, not in its absence.
 */
export interface AverageRule {
	/** Fewest unions other than the reader's that make an average; below it there is nothing to compare with. */
	fewestOthers: number;
}

export const averageRule: AverageRule = { fewestOthers: 5 };

/** One result as far as the average goes. */
export interface AveragedResult {
	unionId: string;
	/** null: suppressed, or nobody is in the denominator. */
	rate: Ratio | null;
	published: boolean;
	/** It stands for scoring: neither void nor excluded nor waiting for anybody. */
	counts: boolean;
}

export interface UnionAverage {
	mean: BigFraction;
	/** Unions in it, the reader's own included where its result is published. */
	units: number;
}

/** The average that the union `reader` is shown, of results of one year, subject and level; null where it is shown none. */
export function averageFor(
	reader: string,
	results: readonly AveragedResult[],
	rule: AverageRule = averageRule
): UnionAverage | null {
	const open = results.filter(({ published, counts }) => published && counts);
	const rates = open.flatMap(({ unionId, rate }) => (rate === null ? [] : [{ unionId, rate }]));
	const others = rates.filter(({ unionId }) => unionId !== reader);
	if (others.length < rule.fewestOthers) return null;
	const average = mean(rates.map(({ rate }) => rate));
	return average && { mean: average, units: rates.length };
}

/** Where a rate stands beside an average. */
export function besideAverage(rate: Ratio, { mean }: UnionAverage): 'above' | 'equal' | 'below' {
	return ({ '-1': 'below', '0': 'equal', '1': 'above' } as const)[compare(rate, mean)];
}
