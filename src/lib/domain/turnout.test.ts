import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Participation } from './counts.ts';
import { fraction } from './fraction.ts';
import { roundedTurnout, turnout, turnoutReached } from './turnout.ts';

const twoThirds = fraction(2, 3);

function came(eligible: number, returned_online: number, returned_paper = 0): Participation {
	return { eligible, issued: eligible, returned_online, returned_paper };
}

describe('turnout', () => {
	it('counts online and paper ballots over 应参评', () => {
		expect(turnout(came(120, 70, 10))).toEqual(fraction(80, 120));
	});

	it('is unknown, and reaches nothing, where nobody is entitled', () => {
		expect(turnout(came(0, 0))).toBeNull();
		expect(turnoutReached(came(0, 0), twoThirds)).toBe(false);
	});

	it('reaches two thirds at exactly two thirds', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e9 }), (third) => {
				expect(turnoutReached(came(3 * third, third, third), twoThirds)).toBe(true);
				expect(turnoutReached(came(3 * third, third, third - 1), twoThirds)).toBe(false);
			})
		);
	});
});

describe('roundedTurnout', () => {
	it('does not change with every ballot', () => {
		expect([0, 9, 10, 19, 20, 237].map(roundedTurnout)).toEqual([0, 0, 10, 10, 20, 230]);
	});
});
