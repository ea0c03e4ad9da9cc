import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fraction } from './fraction';
import { formatOrder, orderRows, parseOrder } from './row-order';

const byN = { n: ({ n }: { n: number | null }) => n };
const rows = fc.array(fc.record({ n: fc.option(fc.integer()) }));

test('nothing is lost, what has no value comes last both ways, and both ways mirror each other', () => {
	fc.assert(
		fc.property(rows, (list) => {
			const [up, down] = [orderRows(list, 'n', byN), orderRows(list, '-n', byN)];
			const known = (ordered: typeof list) => ordered.flatMap(({ n }) => (n === null ? [] : [n]));
			expect(new Set(up)).toEqual(new Set(list));
			expect(up).toHaveLength(list.length);
			for (const ordered of [up, down])
				expect(ordered.slice(known(ordered).length).every(({ n }) => n === null)).toBe(true);
			expect(known(up)).toEqual(known(list).toSorted((a, b) => a - b));
			expect(known(down)).toEqual(known(up).toReversed());
		})
	);
});

test('an address that asks for nothing known leaves the list as it is', () => {
	const list = [{ n: 2 }, { n: 1 }];
	for (const asked of [null, '', '-', 'x', 'constructor', '__proto__', '--n'])
		expect(orderRows(list, asked, byN)).toEqual(list);
	expect(parseOrder('constructor', ['n'])).toBeNull();
});

test('rates are compared exactly, texts by their sound, codes by their numbers', () => {
	const rates = [fraction(94, 99), fraction(113, 119), fraction(19, 20)].map((rate) => ({ rate }));
	expect(orderRows(rates, 'rate', { rate: ({ rate }) => rate })).toEqual([
		...[rates[0], rates[1], rates[2]]
	]);
	const sort = (list: string[]) => orderRows(list, 't', { t: (text) => text });
	expect(sort(['张', '李', '安'])).toEqual(['安', '李', '张']);
	expect(sort(['A-10', 'A-9'])).toEqual(['A-9', 'A-10']);
});

test('what is written into an address is read back', () => {
	for (const order of [
		{ by: 'n', descending: true },
		{ by: 'n', descending: false }
	])
		expect(parseOrder(formatOrder(order), ['n'])).toEqual(order);
});
