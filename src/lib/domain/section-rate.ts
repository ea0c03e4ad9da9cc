import type { Counts, Participation, SealedCounts } from './counts.ts';
import { mean, type Ratio } from './fraction.ts';
import { rateOf, type RateRule } from './rate.ts';
import type { SectionId } from './rubric.ts';

/** A question of a result: its section, and what was sealed of it. */
export interface SectionQuestion {
	section: SectionId;
	counts: Counts | SealedCounts;
}

/**
 * What members say of one side of the work: the mean of the rates of its questions, each weighing the same. `hidden`
 * where any of them is: a mean beside the others would give the hidden one by subtraction. `absent` where none was asked.
 */
export type SectionRate =
	{ state: 'shown'; rate: Ratio; questions: number } | { state: 'hidden' | 'absent' };

export function sectionRate(
	questions: readonly SectionQuestion[],
	section: SectionId,
	participation: Participation,
	rule: RateRule
): SectionRate {
	const rates = questions
		.filter((question) => question.section === section)
		.map(({ counts }) => rateOf(counts, participation, rule));
	const known = rates.filter((rate) => rate !== null);
	if (known.length < rates.length) return { state: 'hidden' };
	const rate = mean(known);
	return rate ? { state: 'shown', rate, questions: known.length } : { state: 'absent' };
}
