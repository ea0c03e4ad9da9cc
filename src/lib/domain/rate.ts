import type { Counts, Participation, SealedCounts } from './counts.ts';
import { fraction, mean, type BigFraction, type Fraction, type Ratio } from './fraction.ts';
import { returned } from './turnout.ts';
import type { Option } from './words.ts';

/**
 * How 满意率 is computed. There is no official formula, so it is named, versioned data, frozen into a survey when it
 * opens and printed beside every rate.
 */
export interface RateRule {
	id: string;
	version: number;
	/** Options in the numerator. */
	counted: readonly Option[];
	denominator: 'valid' | 'returned' | 'issued' | 'eligible';
	/** Whether 不了解 and 弃权 are valid ballots. */
	valid: { unsure: boolean; blank: boolean };
}

/** False where the rule counts 不了解 as favourable without counting it as valid: the rate could exceed 100 %. */
export function isConsistent(rule: RateRule): boolean {
	return rule.counted.length > 0 && (!rule.counted.includes('unsure') || rule.valid.unsure);
}

/** 有效票 of one question under the rule; null if suppressed. */
export function validBallots(counts: Counts | SealedCounts, rule: RateRule): number | null {
	return sum([
		favourableOf(counts),
		counts.dissatisfied,
		rule.valid.unsure ? counts.unsure : 0,
		rule.valid.blank ? counts.blank : 0
	]);
}

/**
 * 满意率 under the rule. Null if the result is suppressed, if nobody is in the denominator, or if the rule needs
 * 满意 or 基本满意 alone and only their sum was kept.
 */
export function rateOf(
	counts: Counts | SealedCounts,
	participation: Participation,
	rule: RateRule
): Fraction | null {
	// Turnout stays public when the answers are not, so a suppressed result is recognised by its counts alone.
	const valid = validBallots(counts, rule);
	const num = countedBallots(counts, rule.counted);
	if (valid === null || num === null) return null;
	const den = denominatorOf(valid, participation, rule.denominator);
	return den === 0 ? null : fraction(num, den);
}

/** The second line beside every rate: 满意 alone, over the same denominator. */
export function strictRate(
	counts: Counts | SealedCounts,
	participation: Participation,
	rule: RateRule
): Fraction | null {
	return rateOf(counts, participation, { ...rule, counted: ['satisfied'] });
}

/** All ballots of all units in one pot: 10/10 and 80/100 give 90/110. Null for an empty list. */
export function pooledRate(rates: readonly Ratio[]): BigFraction | null {
	if (rates.length === 0) return null;
	const total = { num: 0n, den: 0n };
	for (const rate of rates) {
		total.num += BigInt(rate.num);
		total.den += BigInt(rate.den);
	}
	return total;
}

/** Every unit weighs the same (平均满意率, annex 2 item 3): 10/10 and 80/100 give 90 %. Null for an empty list. */
export function meanRate(rates: readonly Ratio[]): BigFraction | null {
	return mean(rates);
}

function countedBallots(counts: Counts | SealedCounts, counted: readonly Option[]): number | null {
	const wanted = new Set(counted);
	if (!wanted.has('satisfied') || !wanted.has('basically_satisfied')) {
		return sum([...wanted].map((option) => counts[option]));
	}
	const rest = [...wanted].filter((o) => o !== 'satisfied' && o !== 'basically_satisfied');
	return sum([favourableOf(counts), ...rest.map((option) => counts[option])]);
}

function favourableOf(counts: Counts | SealedCounts): number | null {
	const kept = 'favourable' in counts ? counts.favourable : null;
	return kept ?? sum([counts.satisfied, counts.basically_satisfied]);
}

function denominatorOf(
	valid: number,
	participation: Participation,
	denominator: RateRule['denominator']
): number {
	if (denominator === 'valid') return valid;
	return denominator === 'returned' ? returned(participation) : participation[denominator];
}

function sum(parts: readonly (number | null)[]): number | null {
	let total = 0;
	for (const part of parts) {
		if (part === null) return null;
		total += part;
	}
	return total;
}
