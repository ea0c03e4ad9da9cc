import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ballotsNeeded, ballotsShort } from './distance.ts';
import { reaches } from './threshold.ts';

const p95 = { num: 95, den: 100 };
const anyRate = fc
	.tuple(fc.integer({ min: 1, max: 100_000 }), fc.nat(100_000))
	.map(([den, num]) => ({ num: Math.min(num, den), den }));

describe('ballotsShort', () => {
	it('is 1 for 113 of 119 and 0 for exactly 95 %', () => {
		expect(ballotsShort({ num: 113, den: 119 }, p95)).toBe(1);
		expect(ballotsShort({ num: 19, den: 20 }, p95)).toBe(0);
	});

	it('is the smallest number that reaches the threshold', () => {
		fc.assert(
			fc.property(anyRate, (rate) => {
				const short = ballotsShort(rate, p95);
				expect(reaches({ ...rate, num: rate.num + short }, p95)).toBe(true);
				if (short > 0) expect(reaches({ ...rate, num: rate.num + short - 1 }, p95)).toBe(false);
			})
		);
	});
});

describe('ballotsNeeded', () => {
	it('rounds up', () => {
		expect(ballotsNeeded(100, { num: 2, den: 3 })).toBe(67);
		expect(ballotsNeeded(120, { num: 2, den: 3 })).toBe(80);
		expect(ballotsNeeded(0, { num: 2, den: 3 })).toBe(0);
	});
});
