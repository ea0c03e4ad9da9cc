import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, fraction, type Fraction } from './fraction.ts';
import { orderKey, percentKey } from './order-key.ts';

const rate: fc.Arbitrary<Fraction> = fc
	.integer({ min: 1, max: 31_000_000 })
	.chain((den) => fc.integer({ min: 0, max: den }).map((num) => fraction(num, den)));

test('keys stand in the order of their fractions, and are equal where those are', () => {
	fc.assert(
		fc.property(rate, rate, (a, b) => {
			expect(Math.sign(orderKey(a) - orderKey(b))).toBe(compare(a, b));
		}),
		{ numRuns: 20_000 }
	);
});

test('fractions of the same value have the same key, neighbours have not', () => {
	fc.assert(
		fc.property(rate, fc.integer({ min: 2, max: 9 }), ({ num, den }, times) => {
			const one = orderKey({ num, den });
			expect(orderKey({ num: num * times, den: den * times })).toBe(one);
			if (num < den) expect(orderKey({ num: num + 1, den })).toBeGreaterThan(one);
		})
	);
	// The closest that two rates of large unions come.
	const [a, b] = [fraction(30_999_998, 30_999_999), fraction(30_999_999, 31_000_000)];
	expect(orderKey(a)).toBeLessThan(orderKey(b));
});

test('a rate reaches a percentage where its key does', () => {
	fc.assert(
		fc.property(rate, fc.integer({ min: 0, max: 100 }), (one, percent) => {
			const reached = compare(one, fraction(percent, 100)) >= 0;
			expect(orderKey(one) >= percentKey(percent)).toBe(reached);
		})
	);
	expect(orderKey(fraction(113, 119)) >= percentKey(95)).toBe(false);
	expect(orderKey(fraction(19, 20)) >= percentKey(95)).toBe(true);
});
