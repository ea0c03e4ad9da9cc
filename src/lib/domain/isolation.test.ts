import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Counts, SealedCounts } from './counts.ts';
import { anyCounts } from './samples.ts';
import {
	breakdownAllowed,
	opinions,
	sealOverall,
	sealQuestion,
	type SuppressionRule
} from './suppression.ts';

/*
 * A roster of members who answer an overall question and others, in groups. Whatever is published of it, taken alone,
 * added up or subtracted from each other, describes the opinions of nobody or of at least k people.
 */
const rule: fc.Arbitrary<SuppressionRule> = fc
	.record({ k: fc.integer({ min: 10, max: 15 }), more: fc.nat(30) })
	.map(({ k, more }) => ({
		...{ k, floor: 5, collapseBelow: k + more },
		unanimity: {
			...{ satisfied: 'show', basically_satisfied: 'collapse' },
			...{ dissatisfied: 'show', unsure: 'show' }
		}
	}));

const numbers = (sealed: SealedCounts) =>
	Object.values(sealed).filter((value) => typeof value === 'number');

/** People whose opinions the published numbers of one question are about; null: nothing is published. */
function described(sealed: SealedCounts): number | null {
	if (sealed.disclosure === 'suppressed') return null;
	return (sealed.favourable ?? 0) + (sealed.dissatisfied ?? 0);
}

test('no question publishes anything about 1 to 9 people', () => {
	fc.assert(
		fc.property(
			rule,
			anyCounts(60),
			fc.array(anyCounts(60), { maxLength: 6 }),
			(one, all, items) => {
				const overall = sealOverall(all, one);
				const sealed = [overall, ...items.map((item) => sealQuestion(item, all, one))];
				for (const question of sealed) {
					const people = described(question);
					if (people === null) expect(numbers(question)).toEqual([]);
					else expect(people).toBeGreaterThanOrEqual(10);
				}
				// A suppressed whole leaves nothing to subtract from.
				if (overall.disclosure === 'suppressed')
					expect(sealed.every(({ disclosure }) => disclosure === 'suppressed')).toBe(true);
			}
		),
		{ numRuns: 20_000 }
	);
});

test('no group that is shown, and no remainder of groups, is of 1 to 9 people', () => {
	const groups = fc.array(fc.nat(40), { minLength: 1, maxLength: 7 });
	fc.assert(
		fc.property(groups, fc.integer({ min: 10, max: 15 }), (parts, k) => {
			if (!breakdownAllowed(parts, k)) return;
			const whole = parts.reduce((sum, part) => sum + part, 0);
			// Every union of groups, and what is left without it.
			for (let chosen = 0; chosen < 2 ** parts.length; chosen++) {
				const inside = parts
					.filter((_, index) => (chosen >> index) & 1)
					.reduce((sum, part) => sum + part, 0);
				for (const people of [inside, whole - inside])
					expect(people === 0 || people >= 10).toBe(true);
			}
		}),
		{ numRuns: 20_000 }
	);
});

test('a hidden question is not told by the other ones: nothing published depends on it', () => {
	const few: fc.Arbitrary<Counts> = anyCounts(60);
	fc.assert(
		fc.property(rule, few, few, few, (one, all, hidden, other) => {
			if (sealQuestion(hidden, all, one).disclosure !== 'suppressed') return;
			if (opinions(all) === 0) return;
			const swapped = { ...hidden, satisfied: hidden.dissatisfied, dissatisfied: hidden.satisfied };
			if (sealQuestion(swapped, all, one).disclosure !== 'suppressed') return;
			const published = (item: Counts) => [
				sealOverall(all, one),
				sealQuestion(item, all, one),
				sealQuestion(other, all, one)
			];
			expect(published(swapped)).toEqual(published(hidden));
		}),
		{ numRuns: 10_000 }
	);
});
