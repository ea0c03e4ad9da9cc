import type { SealedCounts } from './counts.ts';
import { compare, fraction, type Fraction } from './fraction.ts';

/**
 * 满意 and 基本满意 of the ballots that carry an opinion on a question; null where its counts are hidden. Unlike 满意率
 * it follows no rule that may change between years, and the published counts give it as it stands here.
 */
export function favourableShare(counts: SealedCounts): Fraction | null {
	const { favourable, dissatisfied } = counts;
	if (counts.disclosure === 'suppressed' || favourable === null || dissatisfied === null)
		return null;
	return favourable + dissatisfied === 0 ? null : fraction(favourable, favourable + dissatisfied);
}

/** A question of one year with its sealed counts. */
export interface AskedQuestion {
	/** Stable over the years. */
	id: string;
	text: string;
	counts: SealedCounts;
}

/** How a question stands, beside the year before. */
export interface QuestionChange {
	id: string;
	text: string;
	share: Fraction;
	/** null: not asked, hidden, or asked in other words. */
	before: Fraction | null;
	/** null where there is nothing to compare with. */
	direction: 'up' | 'down' | 'same' | null;
}

/** The questions whose counts are shown, the weakest first; each beside the same question of the year before. */
export function compareQuestions(
	now: readonly AskedQuestion[],
	before: readonly AskedQuestion[]
): QuestionChange[] {
	const earlier = new Map(before.map((question) => [question.id, question]));
	return now
		.flatMap((question) => {
			const share = favourableShare(question.counts);
			return share === null ? [] : [changeOf(question, share, earlier.get(question.id))];
		})
		.sort((a, b) => compare(a.share, b.share) || (a.id < b.id ? -1 : 1));
}

function changeOf(
	{ id, text }: AskedQuestion,
	share: Fraction,
	earlier: AskedQuestion | undefined
): QuestionChange {
	const before = earlier?.text === text ? favourableShare(earlier.counts) : null;
	const directions = { '-1': 'down', '0': 'same', '1': 'up' } as const;
	const direction = before === null ? null : directions[compare(share, before)];
	return { id, text, share, before, direction };
}

/** What stands before the colon: the question in a few words. */
export function shortText(text: string): string {
	return text.split(/[：:]/)[0] ?? text;
}
