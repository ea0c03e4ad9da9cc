import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SealedCounts } from './counts.ts';
import { anyCounts, countsOf, shielding } from './samples.ts';
import {
	breakdownAllowed,
	commentsReleased,
	hiddenByHandful,
	opinions,
	sealOverall,
	sealQuestion,
	type SuppressionRule
} from './suppression.ts';

const rules: fc.Arbitrary<SuppressionRule> = fc.record({
	k: fc.integer({ min: 1, max: 20 }),
	floor: fc.constant(5),
	collapseBelow: fc.integer({ min: 20, max: 40 }),
	unanimity: fc.record({
		satisfied: fc.constantFrom('show', 'collapse'),
		basically_satisfied: fc.constantFrom('show', 'collapse'),
		dissatisfied: fc.constantFrom('show', 'collapse'),
		unsure: fc.constantFrom('show', 'collapse')
	})
});

function visibleOpinions(sealed: SealedCounts): number {
	return (sealed.favourable ?? 0) + (sealed.dissatisfied ?? 0);
}

function withUnanimity(unanimity: Partial<SuppressionRule['unanimity']>): SuppressionRule {
	return { ...shielding, unanimity: { ...shielding.unanimity, ...unanimity } };
}

describe('sealing', () => {
	it('follows the table at its edges', () => {
		const overall = (n: number) => sealOverall(countsOf(n - 3, 2, 1), shielding).disclosure;
		const item = (n: number) => {
			const counts = countsOf(n - 3, 2, 1);
			return sealQuestion(counts, counts, shielding).disclosure;
		};
		expect([9, 10, 29, 30].map(overall)).toEqual(['suppressed', 'full', 'full', 'full']);
		expect([9, 10, 29, 30].map(item)).toEqual(['suppressed', 'collapsed', 'collapsed', 'full']);
	});

	it('looks at what came online by itself, where the rest was counted by hand', () => {
		const all = countsOf(40, 0, 2);
		const overall = (online: number) => sealOverall(all, shielding, countsOf(online)).disclosure;
		expect([0, 1, 9, 10].map(overall)).toEqual(['full', 'suppressed', 'suppressed', 'full']);
		const item = (online: number, counts: number) => {
			const pair = { counts: countsOf(counts), overall: countsOf(online) };
			return sealQuestion(all, all, shielding, pair).disclosure;
		};
		expect(item(9, 0)).toBe('suppressed');
		expect(item(12, 9)).toBe('suppressed');
		expect(item(12, 12)).toBe('collapsed');
		expect(item(12, 0)).toBe('collapsed');
		expect(item(30, 30)).toBe('full');
		expect(item(0, 0)).toBe('full');
	});

	it('tells a handful online from a small group', () => {
		const hidden = (returned_online: number, returned_paper: number) =>
			hiddenByHandful({ returned_online, returned_paper }, shielding);
		expect([hidden(1, 40), hidden(9, 1)]).toEqual([true, true]);
		expect([hidden(0, 40), hidden(10, 40), hidden(9, 0), hidden(4, 5)]).not.toContain(true);
	});

	it('never leaves a group of 1 to k-1 visible, nor below the floor', () => {
		fc.assert(
			fc.property(anyCounts(60), anyCounts(60), rules, (counts, overall, rule) => {
				const smallest = Math.max(rule.k, 5);
				const seals = [sealOverall(counts, rule), sealQuestion(counts, overall, rule)];
				for (const sealed of seals) {
					const seen = visibleOpinions(sealed);
					expect(seen === 0 || seen >= smallest).toBe(true);
				}
			}),
			{ numRuns: 500 }
		);
	});

	it('hides every number of a suppressed question, zeros too', () => {
		fc.assert(
			fc.property(anyCounts(30), anyCounts(30), rules, (counts, overall, rule) => {
				const { disclosure, ...numbers } = sealQuestion(counts, overall, rule);
				const all = Object.values(numbers);
				if (disclosure === 'suppressed') expect(all.every((n) => n === null)).toBe(true);
				if (disclosure === 'collapsed') {
					expect([numbers.satisfied, numbers.basically_satisfied]).toEqual([null, null]);
					expect(numbers.favourable).toBe(counts.satisfied + counts.basically_satisfied);
				}
				if (disclosure === 'full') expect(numbers).toMatchObject(counts);
			})
		);
	});

	it('does not take 弃权 and 不了解 for a crowd', () => {
		expect(sealOverall(countsOf(1, 0, 1, 40, 40), shielding).disclosure).toBe('suppressed');
	});

	it('suppresses a question that few answered on enough ballots', () => {
		const overall = countsOf(40, 10, 5);
		expect(sealQuestion(countsOf(5, 3, 1, 0, 46), overall, shielding).disclosure).toBe(
			'suppressed'
		);
		expect(sealQuestion(countsOf(9, 3, 1, 0, 42), overall, shielding).disclosure).toBe('collapsed');
	});

	it('shows no question of a subject whose overall result is hidden', () => {
		const item = countsOf(40, 10, 5);
		expect(sealQuestion(item, countsOf(5, 3, 1, 46), shielding).disclosure).toBe('suppressed');
		const hidesAllAgainst = withUnanimity({ dissatisfied: 'collapse' });
		expect(sealQuestion(item, countsOf(0, 0, 55), hidesAllAgainst).disclosure).toBe('suppressed');
	});

	it('shows a larger group at least as much as a smaller one of the same answers', () => {
		const order = ['suppressed', 'collapsed', 'full'];
		fc.assert(
			fc.property(anyCounts(40), (counts) => {
				const more = { ...counts, satisfied: counts.satisfied + 1 };
				const [before, after] = [counts, more].map((c) =>
					order.indexOf(sealQuestion(c, c, shielding).disclosure)
				);
				expect(after).toBeGreaterThanOrEqual(before ?? NaN);
			})
		);
	});
});

describe('unanimity', () => {
	it('is shown where the rule shows it', () => {
		expect(sealOverall(countsOf(0, 40), shielding).disclosure).toBe('full');
		expect(sealOverall(countsOf(0, 0, 40), shielding).disclosure).toBe('full');
	});

	it('collapses to the sum, and not only when it is exact', () => {
		const rule = withUnanimity({ basically_satisfied: 'collapse' });
		expect(sealOverall(countsOf(0, 40), rule)).toEqual(sealOverall(countsOf(1, 39), rule));
		expect(sealOverall(countsOf(0, 40), rule)).toMatchObject({
			disclosure: 'collapsed',
			favourable: 40,
			basically_satisfied: null
		});
		expect(sealOverall(countsOf(2, 38), rule).disclosure).toBe('full');
		expect(sealOverall(countsOf(40), rule).disclosure).toBe('full');
	});

	it('hides unanimous 不满意 where the rule does not show it', () => {
		const rule = withUnanimity({ dissatisfied: 'collapse' });
		expect(sealOverall(countsOf(0, 0, 40), rule).disclosure).toBe('suppressed');
		expect(sealOverall(countsOf(0, 1, 39), rule).disclosure).toBe('full');
	});

	it('is broken by a single 不了解', () => {
		const rule = withUnanimity({ satisfied: 'collapse' });
		expect(sealOverall(countsOf(40), rule).disclosure).toBe('collapsed');
		expect(sealOverall(countsOf(40, 0, 0, 1), rule).disclosure).toBe('full');
	});
});

describe('commentsReleased', () => {
	it('needs k opinions', () => {
		expect([9, 10].map((n) => commentsReleased(n, 99, shielding))).toEqual([false, true]);
		expect([4, 5].map((n) => commentsReleased(n, 99, { ...shielding, k: 2 }))).toEqual([
			...[false, true]
		]);
	});

	it('needs k people who wrote something, however many rated', () => {
		expect([9, 10].map((n) => commentsReleased(99, n, shielding))).toEqual([false, true]);
	});
});

describe('breakdownAllowed', () => {
	it('needs k in each part and in the rest', () => {
		expect(breakdownAllowed([10, 10], 10)).toBe(true);
		expect(breakdownAllowed([91, 9], 10)).toBe(false);
		expect(breakdownAllowed([100, 0], 10)).toBe(false);
		expect(breakdownAllowed([100], 10)).toBe(false);
		expect(breakdownAllowed([], 10)).toBe(false);
	});

	it('leaves no group of 1 to k-1 by subtraction', () => {
		const parts = fc.array(fc.nat(40), { maxLength: 6 });
		fc.assert(
			fc.property(parts, fc.integer({ min: 1, max: 20 }), (list, k) => {
				if (!breakdownAllowed(list, k)) return;
				const total = list.reduce((sum, n) => sum + n, 0);
				// Every union of parts, as a bit mask.
				for (let mask = 1; mask < 2 ** list.length; mask++) {
					const group = list.reduce((sum, n, i) => sum + ((mask >> i) & 1) * n, 0);
					expect(group >= k && (group === total || total - group >= k)).toBe(true);
				}
			})
		);
	});
});

describe('opinions', () => {
	it('are the answers that carry one', () => {
		expect(opinions(countsOf(1, 2, 4, 8, 16, 32))).toBe(7);
	});
});
