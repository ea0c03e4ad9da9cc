import fc from 'fast-check';
import { expect, it } from 'vitest';
import { confidenceLevels, sampleSize } from './sample-size.ts';

it.each([
	// n0 = 384.16: the well-known 385 of a large population, and 278 of a thousand.
	[1_000_000_000, 95, 5, 385],
	[1000, 95, 5, 278],
	[100, 95, 5, 80],
	[500, 95, 10, 81],
	[1000, 90, 5, 214],
	[1000, 99, 5, 400],
	[54, 95, 10, 35],
	[1, 99, 1, 1],
	[0, 95, 5, 0]
] as const)(
	'%s units, %s per cent, margin of %s points: %s',
	(population, confidence, margin, size) => {
		expect(sampleSize(population, { confidence, margin })).toBe(size);
	}
);

it('is never more than there are, and never falls as the population grows or the margin shrinks', () => {
	const any = fc.record({
		population: fc.integer({ min: 0, max: 100_000 }),
		margin: fc.integer({ min: 2, max: 50 }),
		confidence: fc.constantFrom(...confidenceLevels)
	});
	fc.assert(
		fc.property(any, ({ population, ...precision }) => {
			const size = sampleSize(population, precision);
			expect(size).toBeLessThanOrEqual(population);
			expect(sampleSize(population + 1, precision)).toBeGreaterThanOrEqual(size);
			const finer = { ...precision, margin: precision.margin - 1 };
			expect(sampleSize(population, finer)).toBeGreaterThanOrEqual(size);
		})
	);
});

it('refuses what is no population or no margin', () => {
	for (const population of [-1, 1.5, Number.NaN])
		expect(() => sampleSize(population, { confidence: 95, margin: 5 })).toThrow(RangeError);
	for (const margin of [0, 51, 2.5])
		expect(() => sampleSize(10, { confidence: 95, margin })).toThrow(RangeError);
});
