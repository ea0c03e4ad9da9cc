import type { Subject } from '$lib/domain/words';
import type { Database } from '../database/open';
import { readSurveyReport, type SubjectReport } from './survey-report';

/** What members said question by question in the latest year that was counted here, and in the year before. */
export interface LastReports {
	year: number;
	reports: SubjectReport[];
	/** Of the year before; empty where there was no such survey. */
	before: SubjectReport[];
}

/** Reads the reports of a union's own surveys; null before the first. Void ones, posters and history have no say in it. */
export async function readLastReports(db: Database, unionId: string): Promise<LastReports | null> {
	const surveys = await db
		.selectFrom('survey')
		.selectAll()
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('result')
				.select('survey_id')
				.where('union_id', '=', unionId)
				.where('subject', 'in', order)
				.where('status', '=', 'valid')
				.where('mode', '<>', 'poster')
		)
		.orderBy('year', 'desc')
		.execute();
	const [latest] = surveys;
	if (!latest) return null;
	const reportsOf = async (year: number) => {
		const ofYear = surveys.filter((survey) => survey.year === year);
		const reports = await Promise.all(ofYear.map((survey) => readSurveyReport(db, survey)));
		return inOrder(reports.flat());
	};
	const { year } = latest;
	return { year, reports: await reportsOf(year), before: await reportsOf(year - 1) };
}

/** What members rate. */
const order: Subject[] = ['home', 'chair'];

function inOrder(reports: SubjectReport[]): SubjectReport[] {
	return reports.toSorted(
		(a, b) => order.indexOf(a.result.subject) - order.indexOf(b.result.subject)
	);
}
