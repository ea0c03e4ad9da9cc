import { describe, expect, it } from 'vitest';
import { trendYears, type TrendResult } from './trend.ts';

function result(year: number, over: Partial<TrendResult> = {}): TrendResult {
	return { year, subject: 'home', status: 'valid', personId: null, ...over };
}

describe('trendYears', () => {
	it('is empty without results', () => expect(trendYears([])).toEqual([]));

	it('has an entry for a year without a result', () => {
		const years = trendYears([result(2022), result(2024)]);
		expect(years.map(({ year, home }) => [year, home !== null])).toEqual([
			[2022, true],
			[2023, false],
			[2024, true]
		]);
	});

	it('prefers the result that stands over a void one, whatever their order', () => {
		const [stands, gone] = [result(2024), result(2024, { status: 'void' })];
		expect(trendYears([stands, gone])[0]?.home).toBe(stands);
		expect(trendYears([gone, stands])[0]?.home).toBe(stands);
		expect(trendYears([gone])[0]?.home).toBe(gone);
	});

	it('marks the year of a new chair, across years whose chair is not known', () => {
		const chairs: [number, string | null][] = [
			[2021, 'a'],
			[2022, null],
			[2023, 'a'],
			[2024, 'b'],
			[2025, 'b']
		];
		const years = trendYears(
			chairs.map(([year, personId]) => result(year, { subject: 'chair', personId }))
		);
		expect(years.filter(({ newChair }) => newChair).map(({ year }) => year)).toEqual([2024]);
	});
});
