import type { Fraction } from './fraction.ts';
import { formatThreshold } from './percent.ts';
import type { Rules } from './rules.ts';

/** A rate that decides something, drawn as a line and named beside figures. */
export interface RateMark {
	threshold: Fraction;
	/** "85%" */
	label: string;
	/** What reaching it is good for. */
	meaning: string;
}

/** The rates against which 满意率 is read: full points for 职工信赖, and 十佳 (article 12); lowest first. */
export function rateMarks({ scoring, eligibility }: Rules): RateMark[] {
	const highest = eligibility.rates
		.map(({ threshold }) => threshold)
		.reduce((a, b) => (a.num * b.den >= b.num * a.den ? a : b));
	return [
		mark(scoring.rate_threshold, '职工信赖得分线'),
		mark(highest, `十佳资格线，须连续${eligibility.years}年`)
	];
}

function mark(threshold: Fraction, meaning: string): RateMark {
	return { threshold, label: formatThreshold(threshold), meaning };
}
