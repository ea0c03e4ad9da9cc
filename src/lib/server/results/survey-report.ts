import type { CommentQuestion, Questionnaire } from '$lib/domain/questionnaire';
import type { SealedCounts } from '$lib/domain/counts';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { fromJson } from '../database/values';
import {
	listResultCounts,
	listResultTexts,
	listSurveyResults,
	type ResultRow
} from './read-results';
import { sealedOf, viewResult, type ResultView } from './result-view';

/** The sealed counts of one question beside its wording. */
export interface QuestionReport {
	id: string;
	text: string;
	overall: boolean;
	counts: SealedCounts;
}

/** Everything that is known of one subject of a counted survey. */
export interface SubjectReport {
	result: ResultView;
	questionnaireVersion: number | null;
	/** The overall question first. */
	questions: QuestionReport[];
	comment: CommentQuestion | null;
	comments: string[];
}

/** One report per subject; empty while nothing is counted. */
export async function readSurveyReport(db: Database, survey: Survey): Promise<SubjectReport[]> {
	const questionnaires = survey.questionnaires ? fromJson(survey.questionnaires) : [];
	const results = await listSurveyResults(db, survey.id);
	return Promise.all(
		results.map((row) =>
			reportOf(db, row, questionnaires.find(({ subject }) => subject === row.subject) ?? null)
		)
	);
}

async function reportOf(
	db: Database,
	row: ResultRow,
	questionnaire: Questionnaire | null
): Promise<SubjectReport> {
	const [counts, texts] = await Promise.all([
		listResultCounts(db, row.id),
		listResultTexts(db, row.id)
	]);
	const result = viewResult(row);
	const items = counts.map((count) => ({
		...{ id: count.question_id, text: wordingOf(questionnaire, count.question_id) },
		...{ overall: false, counts: sealedOf(count) }
	}));
	return {
		result,
		questionnaireVersion: questionnaire?.version ?? null,
		questions: questionnaire ? [overallOf(questionnaire, result.sealed), ...items] : items,
		comment: questionnaire?.comment ?? null,
		comments: texts.map(({ body }) => body)
	};
}

function overallOf({ overall }: Questionnaire, counts: SealedCounts): QuestionReport {
	return { id: overall.id, text: overall.text, overall: true, counts };
}

function wordingOf(questionnaire: Questionnaire | null, id: string): string {
	return questionnaire?.items.find((item) => item.id === id)?.text ?? id;
}
