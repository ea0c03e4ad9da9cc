import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, compare, equals, fraction, mean, type Fraction } from './fraction.ts';

const num = fc.oneof(fc.nat(200), fc.maxSafeNat());
const den = fc.oneof(
	fc.integer({ min: 1, max: 200 }),
	fc.maxSafeNat().map((n) => n || 1)
);
const fractions: fc.Arbitrary<Fraction> = fc.record({ num, den });

describe('fraction', () => {
	it('takes counts only', () => {
		expect(fraction(113, 119)).toEqual({ num: 113, den: 119 });
		for (const [n, d] of [
			[-1, 2],
			[1, 0],
			[1, -3],
			[0.5, 1],
			[NaN, 1],
			[1, Infinity],
			[2 ** 53, 1]
		]) {
			expect(() => fraction(n as number, d as number)).toThrow(RangeError);
		}
	});
});

describe('compare', () => {
	it('agrees with the sign of the exact difference, huge integers included', () => {
		fc.assert(
			fc.property(fractions, fractions, (a, b) => {
				const difference = BigInt(a.num) * BigInt(b.den) - BigInt(b.num) * BigInt(a.den);
				const sign = difference > 0n ? 1 : difference < 0n ? -1 : 0;
				expect(compare(a, b)).toBe(sign);
				expect(compare(b, a)).toBe(sign === 0 ? 0 : -sign);
			})
		);
	});

	it('tells apart what doubles cannot', () => {
		const big = Number.MAX_SAFE_INTEGER;
		const [a, b] = [fraction(big - 2, big - 1), fraction(big - 1, big)];
		expect(a.num / a.den).toBe(b.num / b.den);
		expect(compare(a, b)).toBe(-1);
	});

	it('does not depend on the way a value is written', () => {
		fc.assert(
			fc.property(
				fc.nat(9999),
				fc.integer({ min: 1, max: 9999 }),
				fc.integer({ min: 1, max: 9999 }),
				(n, d, f) => {
					expect(equals(fraction(n, d), fraction(n * f, d * f))).toBe(true);
				}
			)
		);
	});
});

describe('add and mean', () => {
	it('undo each other: n times the mean is the sum', () => {
		fc.assert(
			fc.property(fc.array(fractions, { minLength: 1, maxLength: 8 }), (list) => {
				const sum = list.reduce(add, { num: 0n, den: 1n });
				const average = mean(list) ?? expect.fail('no mean');
				const times = { num: average.num * BigInt(list.length), den: average.den };
				expect(equals(times, sum)).toBe(true);
			})
		);
	});

	it('lies between the smallest and the largest', () => {
		fc.assert(
			fc.property(fc.array(fractions, { minLength: 1, maxLength: 8 }), (list) => {
				const average = mean(list) ?? expect.fail('no mean');
				const [low, high] = [[...list].sort(compare)[0], [...list].sort(compare).at(-1)];
				expect(compare(average, low ?? average)).toBeGreaterThanOrEqual(0);
				expect(compare(average, high ?? average)).toBeLessThanOrEqual(0);
			})
		);
	});

	it('has no mean of nothing', () => {
		expect(mean([])).toBeNull();
	});
});
