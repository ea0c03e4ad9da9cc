import type { Fraction } from './fraction.ts';
import { formatThreshold } from './percent.ts';
import type { Rules } from './rules.ts';
import { subjects, type Subject } from './words.ts';

/** A rate that decides something, drawn as a line and named beside figures. */
export interface RateMark {
	threshold: Fraction;
	/** "85%" */
	label: string;
	/** What reaching it is good for. */
	meaning: string;
	/** Whether it decides something about every subject, or about those of 十佳 alone. */
	subjects: readonly Subject[];
}

/** The rates against which 满意率 is read: full points for 职工信赖, and 十佳 (article 12); lowest first. */
export function rateMarks({ scoring, eligibility }: Rules): RateMark[] {
	const highest = eligibility.rates
		.map(({ threshold }) => threshold)
		.reduce((a, b) => (a.num * b.den >= b.num * a.den ? a : b));
	const ofTopTen = eligibility.rates.map(({ subject }) => subject);
	return [
		mark(scoring.rate_threshold, '职工信赖得分线', subjects),
		mark(highest, `十佳资格线，须连续${eligibility.years}年`, ofTopTen)
	];
}

function mark(threshold: Fraction, meaning: string, of: readonly Subject[]): RateMark {
	return { threshold, label: formatThreshold(threshold), meaning, subjects: of };
}
