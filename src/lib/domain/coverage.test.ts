import { describe, expect, it } from 'vitest';
import { coverage } from './coverage.ts';
import { fraction } from './fraction.ts';

describe('coverage', () => {
	it('counts units with a counting result', () => {
		const units = [true, false, true, true].map((counts) => ({ counts }));
		expect(coverage(units)).toEqual(fraction(3, 4));
	});

	it('is 0 where no unit counts, and unknown where there is none', () => {
		expect(coverage([{ counts: false }])).toEqual(fraction(0, 1));
		expect(coverage([])).toBeNull();
	});
});
