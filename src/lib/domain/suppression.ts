import type { Counts, Participation, SealedCounts } from './counts.ts';
import type { Option } from './words.ts';

/**
 * What a small group may be told about itself. Decided once, at sealing, for all viewers.
 *
 * The basis is the number of ballots that carry an opinion on the question (满意, 基本满意 or 不满意), whatever the
 * rate rule calls valid: ten 弃权 beside two 不满意 are two people, and no choice of formula may unseal them.
 *
 * | opinions            | overall question | other questions              |
 * |---------------------|------------------|------------------------------|
 * | below k             | suppressed       | suppressed                   |
 * | k … collapseBelow-1 | full             | 满意+基本满意 / 不满意       |
 * | from collapseBelow  | full             | full                         |
 *
 * What the published numbers tell when subtracted from each other:
 * - 收回 is always public, so 收回 minus the shown opinions is 不了解+弃权+无效; showing those three apart adds nothing
 *   about anybody's opinion. A suppressed question shows none of them.
 * - A question's own opinions can be fewer than the overall ones. It is sealed by the smaller of both, so that skipping
 *   a question never leaves a visible handful.
 * - Whoever counted paper ballots by hand knows their counts, and takes them away from the sum. So the ballots that came
 *   online beside them are sealed by their own opinions, too: a handful of them hides the whole, and fewer than
 *   collapseBelow are told no more than so small a group would be.
 * - Sums or means over questions would give a suppressed one back by subtraction, and online minus all gives paper:
 *   neither is published; a split by channel is a breakdown (`breakdownAllowed`).
 */
export interface SuppressionRule {
	/** Fewest opinions that are shown at all. */
	k: number;
	/** No survey may set k below this. */
	floor: number;
	/** From this many opinions on, questions other than the overall one keep the full scale. */
	collapseBelow: number;
	/** What is done where everybody gave this one answer. */
	unanimity: Record<Option, 'show' | 'collapse'>;
}

/** k in force: the floor holds even where the rule states less. */
export function smallestGroup(rule: SuppressionRule): number {
	return Math.max(rule.k, rule.floor);
}

/** Ballots that carry an opinion on the question. */
export function opinions(counts: Counts): number {
	return counts.satisfied + counts.basically_satisfied + counts.dissatisfied;
}

/**
 * Fewest opinions that the published counts tell somebody about: all of them, or those that came online where the others
 * were counted by hand. Nobody is told about where nobody said anything.
 */
export function fewestTold(counts: Counts, online: Counts = counts): number {
	const apart = opinions(online);
	return apart === 0 ? opinions(counts) : Math.min(opinions(counts), apart);
}

/** Whether a result may be hidden by nothing but a handful of ballots online: enough came back in all. */
export function hiddenByHandful(
	{ returned_online: online, returned_paper: paper }: Pick<Participation, ReturnedKey>,
	rule: SuppressionRule
): boolean {
	const k = smallestGroup(rule);
	return online > 0 && online < k && paper > 0 && online + paper >= k;
}

type ReturnedKey = 'returned_online' | 'returned_paper';

/** The overall question of a subject, which alone decides the rate. `online`: the counts without what was counted by hand. */
export function sealOverall(
	counts: Counts,
	rule: SuppressionRule,
	online: Counts = counts
): SealedCounts {
	if (fewestTold(counts, online) < smallestGroup(rule)) return suppressed();
	return sealUnanimous(counts, rule) ?? full(counts);
}

/** Counts of a question and of the overall one on the same ballots. */
interface Pair {
	counts: Counts;
	overall: Counts;
}

/** Any other question, beside the raw counts of its subject's overall question on the same ballots. */
export function sealQuestion(
	counts: Counts,
	overall: Counts,
	rule: SuppressionRule,
	online: Pair = { counts, overall }
): SealedCounts {
	const basis = Math.min(fewestTold(counts, online.counts), fewestTold(overall, online.overall));
	const hidden = sealOverall(overall, rule, online.overall).disclosure === 'suppressed';
	if (hidden || basis < smallestGroup(rule)) return suppressed();
	const unanimous = sealUnanimous(counts, rule);
	if (unanimous !== null) return unanimous;
	return basis < rule.collapseBelow ? collapsed(counts) : full(counts);
}

/**
 * Comments appear, shuffled and without their ratings, only where the overall question has k opinions and at least k
 * people wrote something: of three comments it is soon guessed who wrote which.
 */
export function commentsReleased(
	opinionCount: number,
	commentCount: number,
	rule: SuppressionRule
): boolean {
	return Math.min(opinionCount, commentCount) >= smallestGroup(rule);
}

/**
 * Whether a breakdown into these groups (opinions in each; together the whole) may be shown: each part *and each
 * remainder* must reach k. A single part is no breakdown.
 */
export function breakdownAllowed(parts: readonly number[], k: number): boolean {
	// With a second part, every remainder contains a part and so reaches k as well.
	return parts.length > 1 && parts.every((part) => part >= k);
}

/**
 * A unanimous result says what every single member answered. For 满意 and 基本满意 `collapse` leaves their sum; since
 * collapsing only exact unanimity would announce it, a single other favourable answer is treated alike. For 不满意
 * nothing coarser exists, so `collapse` hides the question. Nothing but 不了解 is no opinion and hidden already.
 */
function sealUnanimous(counts: Counts, rule: SuppressionRule): SealedCounts | null {
	const { satisfied, basically_satisfied, dissatisfied, unsure } = counts;
	if (unsure > 0) return null;
	if (satisfied + basically_satisfied === 0)
		return rule.unanimity.dissatisfied === 'collapse' ? suppressed() : null;
	if (dissatisfied > 0) return null;
	if (Math.min(satisfied, basically_satisfied) > 1) return null;
	const one = satisfied >= basically_satisfied ? 'satisfied' : 'basically_satisfied';
	return rule.unanimity[one] === 'collapse' ? collapsed(counts) : null;
}

function full(counts: Counts): SealedCounts {
	const favourable = counts.satisfied + counts.basically_satisfied;
	return { disclosure: 'full', favourable, ...counts };
}

function collapsed(counts: Counts): SealedCounts {
	return {
		...full(counts),
		disclosure: 'collapsed',
		satisfied: null,
		basically_satisfied: null
	};
}

function suppressed(): SealedCounts {
	return {
		disclosure: 'suppressed',
		favourable: null,
		satisfied: null,
		basically_satisfied: null,
		dissatisfied: null,
		unsure: null,
		blank: null,
		invalid: null
	};
}
