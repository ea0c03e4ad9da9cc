import { describe, expect, it } from 'vitest';
import { checkDates, isWithin, type RoundDates } from './round-dates.ts';

const good: RoundDates = {
	self: { from: '2026-03-01', to: '2026-03-31' },
	review: { from: '2026-03-15', to: '2026-04-30' },
	final: { from: '2026-05-10', to: '2026-05-20' }
};

describe('checkDates', () => {
	it.each<[Partial<RoundDates>, ReturnType<typeof checkDates>]>([
		[{}, null],
		[{ final: null }, null],
		[{ self: { from: '2026-03-01', to: '2026-03-01' } }, null],
		[{ self: { from: '2026-03-02', to: '2026-03-01' } }, 'self_backwards'],
		[{ review: { from: '2026-04-30', to: '2026-04-29' } }, 'review_backwards'],
		[{ review: { from: '2026-02-28', to: '2026-04-30' } }, 'review_before_self'],
		[{ review: { from: '2026-03-15', to: '2026-03-30' } }, 'review_ends_first'],
		[{ final: { from: '2026-05-10', to: '2026-05-09' } }, 'final_backwards'],
		[{ final: { from: '2026-03-14', to: '2026-05-09' } }, 'final_before_review']
	])('%o: %s', (change, problem) => {
		expect(checkDates({ ...good, ...change })).toBe(problem);
	});
});

it('isWithin counts both ends', () => {
	const within = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) =>
		isWithin(good.self, day)
	);
	expect(within).toEqual([false, true, true, false]);
});
