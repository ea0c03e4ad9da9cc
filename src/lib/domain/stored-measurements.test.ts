import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Measurement } from './measurement.ts';
import {
	changedMeasurements,
	parseMeasurements,
	writeMeasurements
} from './stored-measurements.ts';

function measured(num: bigint, den: bigint, half_points = 4): Measurement {
	return {
		measure: { kind: 'rate', subject: 'home', threshold: { num: 19, den: 20 } },
		figure: { num, den },
		proposal: { half_points, reason: 'reached' },
		...{ record: null, coverage: null, sample: null, superior: null }
	} as unknown as Measurement;
}

test('keeps every digit of a fraction, however long', () => {
	fc.assert(
		fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 1n }), fc.string(), (num, den, name) => {
			const before = { [`c.${name}`]: measured(num, den) };
			expect(parseMeasurements(writeMeasurements(before))).toEqual(before);
		})
	);
});

test('another figure or another score is a change, another way to write a fraction is none', () => {
	const before = { a: measured(19n, 20n), b: measured(1n, 2n), c: measured(1n, 3n) };
	const after = { a: measured(95n, 100n), b: measured(1n, 3n), c: measured(1n, 3n, 0) };
	expect(changedMeasurements(before, before)).toEqual([]);
	expect(changedMeasurements(before, after)).toEqual(['b', 'c']);
});
