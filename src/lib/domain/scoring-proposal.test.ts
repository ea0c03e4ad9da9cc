import { describe, expect, it } from 'vitest';
import { fraction } from './fraction.ts';
import { proposeScore } from './scoring-proposal.ts';

const p85 = fraction(85, 100);
const propose = (num: number, den: number) =>
	proposeScore({ figure: fraction(num, den), standing: 'counts' }, p85, 12);

describe('proposeScore', () => {
	it('gives all or nothing', () => {
		expect(propose(17, 20)).toEqual({ half_points: 12, reason: 'reached' });
		expect(propose(16, 20)).toEqual({ half_points: 0, reason: 'below' });
		expect(propose(84_999_999, 100_000_000).half_points).toBe(0);
	});

	it('proposes nothing where nothing counts, however good the figure', () => {
		for (const standing of ['missing', 'void', 'excluded', 'suppressed', 'pending'] as const) {
			const figure = fraction(1, 1);
			expect(proposeScore({ figure, standing }, p85, 12)).toEqual({
				half_points: null,
				reason: standing
			});
		}
		expect(proposeScore({ figure: null, standing: 'counts' }, p85, 12).half_points).toBeNull();
	});
});
