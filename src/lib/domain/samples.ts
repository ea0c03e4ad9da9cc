import fc from 'fast-check';
import type { Counts, Participation } from './counts.ts';
import type { RateRule } from './rate.ts';
import type { SuppressionRule } from './suppression.ts';

/** Rules, counts and generators shared by the tests of this folder. */
export const broad: RateRule = {
	id: 'broad',
	version: 1,
	counted: ['satisfied', 'basically_satisfied'],
	denominator: 'valid',
	valid: { unsure: false, blank: false }
};

export const shielding: SuppressionRule = {
	k: 10,
	floor: 5,
	collapseBelow: 30,
	unanimity: {
		satisfied: 'show',
		basically_satisfied: 'show',
		dissatisfied: 'show',
		unsure: 'show'
	}
};

export function countsOf(
	satisfied: number,
	basically_satisfied = 0,
	dissatisfied = 0,
	unsure = 0,
	blank = 0,
	invalid = 0
): Counts {
	return { satisfied, basically_satisfied, dissatisfied, unsure, blank, invalid };
}

/** Everybody entitled got a ballot and all of these came back online. */
export function participationOf(counts: Counts): Participation {
	const all = Object.values(counts).reduce((sum: number, n: number) => sum + n, 0);
	return { eligible: all, issued: all, returned_online: all, returned_paper: 0 };
}

export function anyCounts(max: number): fc.Arbitrary<Counts> {
	const n = fc.oneof(fc.nat(Math.min(max, 12)), fc.nat(max));
	return fc.record({
		satisfied: n,
		basically_satisfied: n,
		dissatisfied: n,
		unsure: n,
		blank: n,
		invalid: n
	});
}
