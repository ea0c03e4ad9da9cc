import { describe, expect, test } from 'vitest';
import { trendYears } from '$lib/domain/trend';
import type { Subject } from '$lib/domain/words';
import type { ResultView } from '$lib/server/results/result-view';
import { lastResults } from './last-results';

function result(year: number, subject: Subject, status: ResultView['status']): ResultView {
	return { year, subject, status, personId: null } as ResultView;
}
const named = ({ year, subject }: ResultView) => `${year} ${subject}`;

describe('the last results', () => {
	test('are the latest of each subject that stand, with what fell after them', () => {
		const years = trendYears([
			result(2023, 'home', 'valid'),
			result(2023, 'chair', 'valid'),
			result(2024, 'chair', 'void'),
			result(2025, 'home', 'pending'),
			result(2026, 'home', 'void')
		]);
		const { standing, fallen } = lastResults(years);
		expect(standing.map(named)).toEqual(['2025 home', '2023 chair']);
		expect(fallen.map(named)).toEqual(['2026 home', '2024 chair']);
	});

	test('forget what was made void before one that stands, and a void one that was repeated', () => {
		const years = trendYears([
			result(2023, 'home', 'void'),
			result(2024, 'home', 'void'),
			result(2024, 'home', 'valid')
		]);
		const { standing, fallen } = lastResults(years);
		expect(standing.map(named)).toEqual(['2024 home']);
		expect(fallen).toEqual([]);
	});

	test('are none before the first', () => {
		expect(lastResults([])).toEqual({ standing: [], fallen: [] });
	});
});
