import type { SurveyState } from '$lib/domain/words';
import type { ResultView } from '$lib/server/results/result-view';

/** One superior appraisal of a union; `state` is null where only an approved result from before stands. */
export interface SuperiorRow {
	key: string;
	year: number;
	surveyId: string | null;
	state: SurveyState | null;
	result: ResultView | null;
}

/** Surveys and results as one list, the newest year first. */
export function superiorRows(
	surveys: readonly { id: string; year: number; state: SurveyState }[],
	results: readonly ResultView[]
): SuperiorRow[] {
	const held = surveys.map(({ id, year, state }) => ({
		...{ key: id, year, surveyId: id, state },
		result: results.find(({ surveyId }) => surveyId === id) ?? null
	}));
	const before = results
		.filter(({ surveyId }) => surveyId === null)
		.map((result) => ({
			...{ key: result.id, year: result.year, surveyId: null, state: null, result }
		}));
	return [...held, ...before].sort((a, b) => b.year - a.year);
}
