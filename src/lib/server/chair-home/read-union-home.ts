import { compareQuestions, type QuestionChange } from '$lib/domain/question-change';
import type { Subject } from '$lib/domain/words';
import type { App } from '../app';
import { listOpenImprovements } from '../improvements/list-improvements';
import type { Improvement } from '../improvements/improvement';
import { readLastReports } from '../results/last-reports';
import { readAverages, type Averages } from '../results/read-averages';
import { readTrend, type Trend } from '../results/read-trend';
import type { SubjectReport } from '../results/survey-report';
import { readSurveyNow, type SurveyNow } from './survey-now';

/** How members answered the questions about one subject, beside the year before. */
export interface SubjectQuestions {
	subject: Subject;
	/** Not among `changes`, since too few took a side. */
	hidden: number;
	/** The weakest first. */
	changes: QuestionChange[];
}

/** What members wrote about one subject, as it was released. */
export interface SubjectComments extends Pick<SubjectReport, 'comment' | 'comments'> {
	subject: Subject;
	surveyId: string | null;
}

/** Everything the home page tells of one union. */
export interface UnionHome {
	id: string;
	now: SurveyNow | null;
	trend: Trend;
	averages: Averages | null;
	/** Of the latest year that was held here; null before the first. */
	questions: { year: number; subjects: SubjectQuestions[] } | null;
	/** Of the same year; subjects of which nothing was released are left out. */
	comments: SubjectComments[];
	/** The open ones that are due first. */
	improvements: Improvement[];
}

/** Open improvements that the home page lists. */
const LISTED = 5;

/** Reads the home page of a union; `surveyId` is the survey that its next step is about, if there is one. */
export async function readUnionHome(
	app: App,
	unionId: string,
	surveyId: string | null
): Promise<UnionHome> {
	const { db } = app;
	const union = await db
		.selectFrom('union')
		.select(['id', 'parent_id', 'level'])
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const trend = await readTrend(app, unionId);
	const last = await readLastReports(db, unionId);
	return {
		id: unionId,
		now: surveyId === null ? null : await readSurveyNow(app, surveyId),
		trend,
		averages: await readAverages(
			app,
			union,
			trend.years.map(({ year }) => year)
		),
		questions: last && {
			year: last.year,
			subjects: last.reports.map((report) => questionsOf(report, last.before))
		},
		comments: (last?.reports ?? []).filter(({ comments }) => comments.length > 0).map(commentsOf),
		improvements: await listOpenImprovements(db, unionId, LISTED)
	};
}

function questionsOf(report: SubjectReport, before: SubjectReport[]): SubjectQuestions {
	const { subject } = report.result;
	const items = (one: SubjectReport | undefined) =>
		(one?.questions ?? []).filter(({ overall }) => !overall);
	const earlier = before.find(({ result }) => result.subject === subject);
	const changes = compareQuestions(items(report), items(earlier));
	return { subject, hidden: items(report).length - changes.length, changes };
}

function commentsOf({ result, comment, comments }: SubjectReport): SubjectComments {
	return { subject: result.subject, surveyId: result.surveyId, comment, comments };
}
