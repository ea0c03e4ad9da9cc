import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction } from './fraction.ts';
import { reaches } from './threshold.ts';

const p95 = fraction(95, 100);

describe('reaches', () => {
	it('includes the number itself', () => {
		expect(reaches(fraction(19, 20), p95)).toBe(true);
		expect(reaches(fraction(114, 120), p95)).toBe(true);
	});

	it('does not round 113/119 up', () => {
		expect(reaches(fraction(113, 119), p95)).toBe(false);
	});

	it('is 100·k >= 95·n for all counts', () => {
		fc.assert(
			fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => {
				const [k, n] = [Math.min(a, b), Math.max(a, b, 1)];
				expect(reaches(fraction(k, n), p95)).toBe(100n * BigInt(k) >= 95n * BigInt(n));
			})
		);
	});

	it('changes at exactly one ballot', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e9 }), (n) => {
				const least = (95 * n + 99 - ((95 * n + 99) % 100)) / 100;
				expect(reaches(fraction(least, n), p95)).toBe(true);
				expect(reaches(fraction(least - 1, n), p95)).toBe(false);
			})
		);
	});
});
