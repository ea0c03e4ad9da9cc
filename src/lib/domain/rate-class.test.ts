import { expect, test } from 'vitest';
import { fraction } from './fraction.ts';
import { orderKey } from './order-key.ts';
import { classOf, distribute, rateClasses } from './rate-class.ts';

const labelOf = (num: number, den: number) =>
	rateClasses[classOf(orderKey(fraction(num, den)))]?.label;

test.each([
	[0, 7, '不足60%'],
	[2, 3, '60–70%'],
	[84, 100, '80–85%'],
	[17, 20, '85–90%'],
	[113, 119, '90–95%'],
	[19, 20, '95–100%'],
	[10, 10, '95–100%']
])('%i of %i is in the class %s: a bound belongs to the class it begins', (num, den, label) => {
	expect(labelOf(num, den)).toBe(label);
});

test('every rate is in one class', () => {
	const keys = Array.from({ length: 1001 }, (_, n) => orderKey(fraction(n, 1000)));
	expect(distribute(keys)).toEqual([600, 100, 100, 50, 50, 50, 51]);
	expect(distribute([])).toEqual([0, 0, 0, 0, 0, 0, 0]);
});
