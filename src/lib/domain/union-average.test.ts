import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from './fraction';
import { averageFor, besideAverage, type AveragedResult } from './union-average';

const rate = fc
	.integer({ min: 1, max: 400 })
	.chain((den) => fc.record({ num: fc.nat(den), den: fc.constant(den) }));
/** Somebody may know it: it was published, counts and has a rate. */
const open = fc.record({
	...{ unionId: fc.uuid(), rate, published: fc.constant(true), counts: fc.constant(true) }
});
/** Nobody outside may know it. */
const hidden: fc.Arbitrary<AveragedResult> = fc
	.record({
		...{ unionId: fc.uuid(), rate: fc.option(rate) },
		...{ published: fc.boolean(), counts: fc.boolean() }
	})
	.filter((one) => !one.published || !one.counts || one.rate === null);
const results = fc.tuple(fc.array(open, { maxLength: 9 }), fc.array(hidden, { maxLength: 9 }));

describe('the average of the unions beside one', () => {
	test('is the exact mean: 10/10 and 80/100 weigh the same', () => {
		const list = [
			...Array.from({ length: 5 }, (_, n) => ({ unionId: `a${n}`, rate: { num: 80, den: 100 } })),
			...Array.from({ length: 5 }, (_, n) => ({ unionId: `b${n}`, rate: { num: 10, den: 10 } }))
		].map((one) => ({ ...one, published: true, counts: true }));
		expect(averageFor('me', list)).toEqual({ mean: { num: 9n, den: 10n }, units: 10 });
	});

	test('never depends on what is hidden, not even on whether there is something hidden', () => {
		fc.assert(
			fc.property(results, fc.array(hidden, { maxLength: 9 }), ([shown, secret], others) => {
				const reader = shown[0]?.unionId ?? 'me';
				const alone = averageFor(reader, shown);
				expect(averageFor(reader, [...secret, ...shown])).toEqual(alone);
				expect(averageFor(reader, [...shown, ...others])).toEqual(alone);
			})
		);
	});

	test('tells chairs who put their heads together nothing that was not published', () => {
		// All they know: their own results, published or not, and every average that any of them is shown.
		fc.assert(
			fc.property(results, hidden, ([shown, secret], late) => {
				const readers = [...shown, ...secret].map(({ unionId }) => unionId);
				const averages = (list: AveragedResult[]) => readers.map((one) => averageFor(one, list));
				const before = averages([...shown, ...secret]);
				// The mean a day later, when one more hidden result has come in, or one of the tree above that has it.
				expect(averages([...shown, ...secret, late])).toEqual(before);
			})
		);
	});

	test('is shown only where five others are in it, whatever becomes of one’s own', () => {
		fc.assert(
			fc.property(fc.array(open, { maxLength: 9 }), fc.option(open), (others, own) => {
				const list = own ? [...others, { ...own, unionId: 'me' }] : others;
				expect(averageFor('me', list) === null).toBe(others.length < 5);
			})
		);
	});

	test('lies between the lowest and the highest rate, and does not depend on their order', () => {
		fc.assert(
			fc.property(fc.array(open, { minLength: 5, maxLength: 12 }), (list) => {
				const average = averageFor('me', list);
				if (!average) throw new Error('five others make an average');
				const sorted = list.map((one) => one.rate).sort(compare);
				expect(compare(average.mean, sorted[0] ?? average.mean)).toBeGreaterThanOrEqual(0);
				expect(compare(average.mean, sorted.at(-1) ?? average.mean)).toBeLessThanOrEqual(0);
				expect(averageFor('me', list.toReversed())).toEqual(average);
			})
		);
	});

	test('is compared exactly', () => {
		const list = Array.from({ length: 6 }, (_, n) => ({
			...{ unionId: `u${n}`, rate: { num: 95, den: 100 }, published: true, counts: true }
		}));
		const average = averageFor('u0', list);
		if (!average) throw new Error('five others make an average');
		expect(besideAverage({ num: 19, den: 20 }, average)).toBe('equal');
		expect(besideAverage({ num: 113, den: 119 }, average)).toBe('below');
		expect(besideAverage({ num: 96, den: 100 }, average)).toBe('above');
	});
});
