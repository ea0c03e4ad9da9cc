import { rateMarks, type RateMark } from '$lib/domain/rate-marks';
import { trendYears, type TrendYear } from '$lib/domain/trend';
import type { App } from '../app';
import { listResults } from './read-results';
import { viewResult, type ResultView } from './result-view';

/** A union's rates over the years, with the marks they are read against: what `UnionTrend` draws. */
export interface Trend {
	years: TrendYear<ResultView>[];
	marks: RateMark[];
}

export async function readTrend({ db, rubrics }: App, unionId: string): Promise<Trend> {
	const results = await listResults(db, [unionId]);
	return { years: trendYears(results.map(viewResult)), marks: rateMarks(rubrics.rules) };
}
