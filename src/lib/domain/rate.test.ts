import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, fraction, type Fraction } from './fraction.ts';
import { formatPercent } from './percent.ts';
import { isConsistent, meanRate, pooledRate, rateOf, strictRate, validBallots } from './rate.ts';
import { anyCounts, broad, countsOf, participationOf, shielding } from './samples.ts';
import { sealOverall, sealQuestion } from './suppression.ts';

describe('rateOf', () => {
	it('is (满意+基本满意) / 有效 by default, and 满意 / 有效 on the second line', () => {
		const counts = countsOf(60, 30, 10, 7, 3, 2);
		const participation = participationOf(counts);
		expect(rateOf(counts, participation, broad)).toEqual(fraction(90, 100));
		expect(strictRate(counts, participation, broad)).toEqual(fraction(60, 100));
	});

	it('takes the denominator of the rule', () => {
		const counts = countsOf(60, 30, 10, 7, 3, 2);
		const participation = { eligible: 200, issued: 150, returned_online: 100, returned_paper: 12 };
		const over = (rule: Partial<typeof broad>) =>
			rateOf(counts, participation, { ...broad, ...rule })?.den;
		expect(over({ denominator: 'returned' })).toBe(112);
		expect(over({ denominator: 'issued' })).toBe(150);
		expect(over({ denominator: 'eligible' })).toBe(200);
		expect(over({ valid: { unsure: true, blank: false } })).toBe(107);
		expect(over({ valid: { unsure: true, blank: true } })).toBe(110);
	});

	it('is null where nobody is in the denominator', () => {
		expect(rateOf(countsOf(0, 0, 0, 8), participationOf(countsOf(0, 0, 0, 8)), broad)).toBeNull();
	});

	it('is null where the result is suppressed, whatever the denominator', () => {
		const counts = countsOf(5, 3, 1);
		const sealed = sealOverall(counts, shielding);
		for (const denominator of ['valid', 'returned', 'issued', 'eligible'] as const) {
			expect(rateOf(sealed, participationOf(counts), { ...broad, denominator })).toBeNull();
		}
		const nothing = { ...broad, counted: [], denominator: 'returned' } as const;
		expect(rateOf(sealed, participationOf(counts), nothing)).toBeNull();
		expect(validBallots(sealed, broad)).toBeNull();
	});

	it('needs only the sum where only the sum was kept', () => {
		const counts = countsOf(8, 6, 2);
		const sealed = sealQuestion(counts, counts, shielding);
		expect(sealed.disclosure).toBe('collapsed');
		expect(rateOf(sealed, participationOf(counts), broad)).toEqual(fraction(14, 16));
		expect(strictRate(sealed, participationOf(counts), broad)).toBeNull();
	});

	it('is the same from sealed as from raw counts, or null', () => {
		fc.assert(
			fc.property(anyCounts(200), anyCounts(200), (counts, overall) => {
				const participation = participationOf(counts);
				const raw = rateOf(counts, participation, broad);
				for (const sealed of [
					sealOverall(counts, shielding),
					sealQuestion(counts, overall, shielding)
				]) {
					const shown = rateOf(sealed, participation, broad);
					if (sealed.disclosure === 'suppressed') expect(shown).toBeNull();
					else expect(shown).toEqual(raw);
				}
			})
		);
	});

	it('stays between 0 and 1 for a consistent rule, with the strict rate never above the broad', () => {
		fc.assert(
			fc.property(anyCounts(500), fc.boolean(), fc.boolean(), (counts, unsure, blank) => {
				const rule = { ...broad, valid: { unsure, blank } };
				const rate = rateOf(counts, participationOf(counts), rule);
				const strict = strictRate(counts, participationOf(counts), rule);
				if (rate === null || strict === null) return;
				expect(compare(rate, fraction(1, 1))).toBeLessThanOrEqual(0);
				expect(compare(strict, rate)).toBeLessThanOrEqual(0);
			})
		);
	});
});

describe('isConsistent', () => {
	it('refuses a favourable answer that is not valid', () => {
		expect(isConsistent(broad)).toBe(true);
		expect(isConsistent({ ...broad, counted: ['satisfied', 'unsure'] })).toBe(false);
		expect(isConsistent({ ...broad, counted: [] })).toBe(false);
	});
});

describe('mean and pooled rate', () => {
	it('are different things: 10/10 and 80/100', () => {
		const rates = [fraction(10, 10), fraction(80, 100)];
		expect(formatPercent(meanRate(rates))).toBe('90.00%');
		expect(formatPercent(pooledRate(rates))).toBe('81.82%');
	});

	it('agree where all units are of one size', () => {
		const rates = fc
			.integer({ min: 1, max: 1e6 })
			.chain((den) =>
				fc
					.array(fc.nat(den), { minLength: 1 })
					.map((nums) => nums.map((num): Fraction => ({ num, den })))
			);
		fc.assert(
			fc.property(rates, (list) => {
				expect(compare(meanRate(list) ?? fraction(0, 1), pooledRate(list) ?? fraction(9, 1))).toBe(
					0
				);
			})
		);
	});

	it('are null for no unit at all', () => {
		expect([meanRate([]), pooledRate([])]).toEqual([null, null]);
	});
});
