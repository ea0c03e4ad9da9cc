import { describe, expect, it } from 'vitest';
import { compare } from '../fraction.ts';
import { reaches } from '../threshold.ts';
import { meanOfSample, treatUnit, type FrozenSampling, type UnitResult } from './mean-of-sample.ts';

const rule: FrozenSampling = {
	missing: {
		...{ missing: 'zero', void: 'zero', excluded: 'zero', suppressed: 'exclude' },
		...{ raised_k: 'undetermined', pending: 'undetermined' }
	},
	...{ k: 10, source: '平台默认' }
};
const line = { num: 85, den: 100 };

let serial = 0;
function unit(part: Partial<UnitResult> = {}): UnitResult {
	const id = `u${++serial}`;
	return {
		...{ unionId: id, code: id, name: id, kind: 'enterprise', surveyId: null },
		...{ rate: { num: 9, den: 10 }, standing: 'counts', reasons: [], k: 10, ...part }
	};
}
const rated = (num: number, den: number) => unit({ rate: { num, den } });
const without = (standing: UnitResult['standing'], k: number | null = 10) =>
	unit({ standing, rate: null, k });
const meanOf = (...units: UnitResult[]) => meanOfSample(units.map((one) => treatUnit(one, rule)));

describe('the mean of a sample', () => {
	it('lies above 85 % where the pooled rate lies below, and the other way round', () => {
		const above = meanOf(rated(10, 10), rated(80, 100));
		expect(reaches(above.mean ?? line, line)).toBe(true);
		expect(reaches(above.pooled ?? line, line)).toBe(false);
		const below = meanOf(rated(7, 10), rated(95, 100));
		expect(reaches(below.mean ?? line, line)).toBe(false);
		expect(reaches(below.pooled ?? line, line)).toBe(true);
	});

	it('is exact with many denominators: exactly 85 % reaches, a hair less does not', () => {
		const primes = [97, 101, 103, 107, 109, 113, 127, 131, 137, 139];
		// Pairs that sum to 17/10, with a new prime in each: the mean is 17/20 and no decimal.
		const pairs = primes.flatMap((p) => [rated(7 * p + 1, 10 * p), rated(10 * p - 1, 10 * p)]);
		const exact = meanOf(...pairs).mean;
		expect(exact && compare(exact, line)).toBe(0);
		const less = meanOf(...pairs, rated(84_999_999, 100_000_000)).mean;
		expect(less && compare(less, line)).toBe(-1);
	});

	it.each([
		['no survey', without('missing', null), 'zero'],
		[
			'a handful online beside paper',
			unit({ ...without('suppressed'), handful: true }),
			'undetermined'
		],
		['void', without('void'), 'zero'],
		['turnout too low', without('excluded'), 'zero'],
		['a rate that does not count', unit({ standing: 'excluded' }), 'zero'],
		['too small', without('suppressed'), 'exclude'],
		['hidden in part', without('counts'), 'exclude'],
		['small by its own k', without('suppressed', 30), 'undetermined'],
		['under way', without('pending', null), 'undetermined'],
		['with a rate', rated(1, 2), 'counted']
	] as const)('treats a unit by its reason: %s', (_, one, treatment) => {
		expect(treatUnit(one, rule).treatment).toBe(treatment);
	});

	it('counts a unit at 0, leaves one out, and stays open for one undecided', () => {
		const zero = meanOf(rated(1, 1), without('missing', null));
		expect(zero.mean).toEqual({ num: 1n, den: 2n });
		expect(zero.pooled).toEqual({ num: 1n, den: 1n });
		expect(meanOf(rated(1, 1), without('suppressed')).mean).toEqual({ num: 1n, den: 1n });
		const open = meanOf(rated(1, 1), without('pending', null));
		expect(open.mean).toBeNull();
		expect(open.counts).toEqual({ counted: 1, zero: 0, exclude: 0, undetermined: 1 });
	});

	it('of units that were all left out is unknown, of units at 0 alone is 0', () => {
		expect(meanOf(without('suppressed')).mean).toBeNull();
		expect(meanOf(without('missing', null)).mean).toEqual({ num: 0n, den: 1n });
	});
});
