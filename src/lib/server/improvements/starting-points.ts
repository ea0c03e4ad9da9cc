import { compareQuestions, type QuestionChange } from '$lib/domain/question-change';
import type { Database } from '../database/open';
import { readLastReports } from '../results/last-reports';

/** How many of the weakest questions are offered. */
const OFFERED = 3;

/** The weakest questions of a union's last result, of those that are shown; null before the first result. */
export async function readStartingPoints(
	db: Database,
	unionId: string
): Promise<{ year: number; questions: QuestionChange[] } | null> {
	const last = await readLastReports(db, unionId);
	if (!last) return null;
	const items = last.reports.flatMap(({ questions }) =>
		questions.filter(({ overall }) => !overall)
	);
	return { year: last.year, questions: compareQuestions(items, []).slice(0, OFFERED) };
}
