import type { CommentQuestion, Questionnaire } from '$lib/domain/questionnaire';
import type { SealedCounts } from '$lib/domain/counts';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { fromJson } from '../database/values';
import type { Subject } from '$lib/domain/words';
import { listReleasedComments, type ReleasedComment } from '../comments/list-released';
import { listResultCounts, listSurveyResults, type ResultRow } from './read-results';
import { sealedOf, viewResult, type ResultView } from './result-view';

/** The sealed counts of one question beside its wording. */
export interface QuestionReport {
	id: string;
	text: string;
	overall: boolean;
	counts: SealedCounts;
}

/** The figures of one subject of a counted survey. */
export interface SubjectFigures {
	result: ResultView;
	questionnaireVersion: number | null;
	/** The overall question first. */
	questions: QuestionReport[];
}

/** The same with what was written. */
export interface SubjectReport extends SubjectFigures {
	comment: CommentQuestion | null;
	comments: ReleasedComment[];
}

/** One per subject, nothing of the comments in them; empty while nothing is counted. */
export async function readSurveyFigures(db: Database, survey: Survey): Promise<SubjectFigures[]> {
	const results = await listSurveyResults(db, survey.id);
	return Promise.all(
		results.map((row) => figuresIn(db, row, questionnaireOf(survey, row.subject)))
	);
}

/** One report per subject; empty while nothing is counted. */
export async function readSurveyReport(db: Database, survey: Survey): Promise<SubjectReport[]> {
	const all = await readSurveyFigures(db, survey);
	return Promise.all(
		all.map(async (figures) => ({
			...figures,
			comment: questionnaireOf(survey, figures.result.subject)?.comment ?? null,
			comments: await listReleasedComments(db, figures.result.id)
		}))
	);
}

function questionnaireOf({ questionnaires }: Survey, of: Subject): Questionnaire | null {
	const set = questionnaires ? fromJson(questionnaires) : [];
	return set.find(({ subject }) => subject === of) ?? null;
}

async function figuresIn(
	db: Database,
	row: ResultRow,
	questionnaire: Questionnaire | null
): Promise<SubjectFigures> {
	const result = viewResult(row);
	const items = (await listResultCounts(db, row.id)).map((count) => ({
		...{ id: count.question_id, text: wordingOf(questionnaire, count.question_id) },
		...{ overall: false, counts: sealedOf(count) }
	}));
	return {
		result,
		questionnaireVersion: questionnaire?.version ?? null,
		questions: questionnaire ? [overallOf(questionnaire, result.sealed), ...items] : items
	};
}

function overallOf({ overall }: Questionnaire, counts: SealedCounts): QuestionReport {
	return { id: overall.id, text: overall.text, overall: true, counts };
}

function wordingOf(questionnaire: Questionnaire | null, id: string): string {
	return questionnaire?.items.find((item) => item.id === id)?.text ?? id;
}
