import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScore } from './half-points.ts';
import { formatHalfPoints } from './rubric.ts';

describe('parseScore', () => {
	it('reads back whatever is printed', () => {
		fc.assert(
			fc.property(fc.nat(200), (halfPoints) => {
				expect(parseScore(formatHalfPoints(halfPoints), 100)).toEqual({ halfPoints });
			})
		);
	});

	it.each([
		['', null],
		['  ', null],
		['0', 0],
		['1.5', 3],
		['1.50', 3],
		['2.0', 4],
		['１．５', 3],
		['1。5', 3]
	])('reads %j', (text, halfPoints) => {
		expect(parseScore(text, 2)).toEqual({ halfPoints });
	});

	it.each(['2.5', '-1', '1.3', '1.55', '999', '1000'])('finds %s out of range', (text) => {
		expect(parseScore(text, 2)).toEqual({ problem: 'out_of_range' });
	});

	it.each(['一', '1,5', '1/2', '1e1', '.', '1.', '0x1'])('does not understand %s', (text) => {
		expect(parseScore(text, 2)).toEqual({ problem: 'malformed' });
	});
});
