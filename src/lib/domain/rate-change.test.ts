import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, compare, equals, fraction } from './fraction.ts';
import { changeOf, formatChange } from './rate-change.ts';

const rate = fc
	.integer({ min: 1, max: 200_000 })
	.chain((den) => fc.integer({ min: 0, max: den }).map((num) => fraction(num, den)));

test('what lies between two rates leads from one to the other', () => {
	fc.assert(
		fc.property(rate, rate, (before, after) => {
			const { direction, by } = changeOf(before, after);
			if (direction === 'down') expect(equals(add(after, by), before)).toBe(true);
			else expect(equals(add(before, by), after)).toBe(true);
			expect(direction).toBe(['down', 'same', 'up'][compare(after, before) + 1]);
		})
	);
});

test.each([
	[fraction(113, 119), fraction(19, 20), '+0.04 个百分点'],
	[fraction(100, 119), fraction(38, 40), '+10.97 个百分点'],
	[fraction(9, 10), fraction(80, 100), '−10.00 个百分点'],
	[fraction(95, 100), fraction(19, 20), '持平'],
	// Too little for two decimals, and still none of nothing.
	[fraction(100_000, 200_000), fraction(100_001, 200_000), '+0.001 个百分点']
])('%o to %o is %s', (before, after, text) => {
	expect(formatChange(changeOf(before, after))).toBe(text);
});
