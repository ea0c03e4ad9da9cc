import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	allocateFixed,
	allocateProportionally,
	countKinds,
	findLeftOut,
	sampleSizeOf
} from './strata.ts';

const kindsOf = (...counts: number[]) =>
	counts.map((units, index) => ({ kind: `k${index}`, units }));
const sizes = (total: number, ...counts: number[]) =>
	allocateProportionally(kindsOf(...counts), total).map(({ size }) => size);

describe('proportional sizes', () => {
	it.each([
		['divide evenly', 10, [50, 30, 20], [5, 3, 2]],
		['give the largest remainder what is left', 10, [47, 16, 37], [5, 1, 4]],
		['on a tie prefer the larger kind', 5, [3, 1, 6], [1, 1, 3]],
		[
			'take one from the kind furthest above its share for one without any',
			4,
			[60, 39, 1],
			[2, 1, 1]
		],
		['leave kinds out where the size is too small for all', 2, [5, 4, 3], [1, 1, 0]],
		['take everything', 9, [5, 1, 3], [5, 1, 3]],
		['take nothing', 0, [5, 1, 3], [0, 0, 0]]
	])('%s', (_, total, counts, expected) => {
		expect(sizes(total, ...counts)).toEqual(expected);
	});

	const strata = fc
		.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 })
		.chain((counts) => {
			const all = counts.reduce((sum, n) => sum + n, 0);
			return fc.record({ counts: fc.constant(counts), total: fc.integer({ min: 0, max: all }) });
		});

	it('add up, never exceed a kind, and reach every kind where they can', () => {
		fc.assert(
			fc.property(strata, ({ counts, total }) => {
				const allocated = allocateProportionally(kindsOf(...counts), total);
				expect(sampleSizeOf(allocated)).toBe(total);
				for (const { size, units } of allocated) {
					expect(size).toBeLessThanOrEqual(units);
					expect(size).toBeGreaterThanOrEqual(total >= counts.length ? 1 : 0);
				}
			})
		);
	});

	it('stay within one of the exact share, but for what goes to kinds without any', () => {
		fc.assert(
			fc.property(strata, ({ counts, total }) => {
				const all = counts.reduce((sum, n) => sum + n, 0);
				for (const { size, units } of allocateProportionally(kindsOf(...counts), total))
					if (size > 1) expect(size * all - total * units).toBeLessThan(all);
			})
		);
	});

	it('do not exist for more than there are', () => {
		expect(() => sizes(4, 1, 2)).toThrow(RangeError);
		expect(() => sizes(-1, 1, 2)).toThrow(RangeError);
		expect(() => sizes(1.5, 1, 2)).toThrow(RangeError);
	});
});

describe('fixed sizes', () => {
	it('are as given, none for a kind that is not named', () => {
		expect(allocateFixed(kindsOf(5, 4), { k0: 5 }).map(({ size }) => size)).toEqual([5, 0]);
	});
	it('leave a kind out only where they are too few for all', () => {
		const leftOut = (...chosen: number[]) =>
			findLeftOut(chosen.map((size, index) => ({ kind: `k${index}`, units: 9, size })));
		expect(leftOut(2, 0)).toBe('k1');
		expect(leftOut(0, 0, 3)).toBe('k0');
		expect(leftOut(1, 0)).toBeNull();
		expect(leftOut(1, 1)).toBeNull();
	});
	it('do not exist for more than there are of a kind', () => {
		expect(() => allocateFixed(kindsOf(5, 4), { k1: 5 })).toThrow(RangeError);
	});
});

it('kinds are counted in the order of their ids', () => {
	const units = ['joint', 'enterprise', 'joint'].map((kind) => ({ kind }));
	expect(countKinds(units)).toEqual([
		{ kind: 'enterprise', units: 1 },
		{ kind: 'joint', units: 2 }
	]);
});
