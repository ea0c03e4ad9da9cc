import type { Selectable } from 'kysely';
import type { CountingMode, Subject } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { ResultCountTable, ResultTable, ResultTextTable } from '../database/schema/result';

/** A result with the name of the chair it rates. */
export interface ResultRow extends ResultTable {
	person_name: string | null;
}

/** One that may count: never of a poster survey (公开码), which is read by its own survey only. */
export interface CountingRow extends ResultRow {
	mode: CountingMode;
}

function selectResults(db: Database) {
	return db
		.selectFrom('result')
		.leftJoin('person', 'person.id', 'result.person_id')
		.selectAll('result')
		.select('person.name as person_name');
}

/** Results that may count, each with the name of the chair it rates. */
export function selectCounting(db: Database) {
	return selectResults(db)
		.where('result.mode', '<>', 'poster')
		.$narrowType<{ mode: CountingMode }>();
}

/**
 * Every result of some unions that may count, void and pending ones too, by year. One row per union, subject and year is
 * `valid` or `pending`.
 */
export function listResults(db: Database, unionIds: readonly string[]): Promise<CountingRow[]> {
	return selectCounting(db)
		.where('result.union_id', 'in', unionIds)
		.orderBy('result.year')
		.orderBy('result.subject')
		.orderBy('result.counted_at')
		.execute();
}

/** The same of one year, in no order. */
export function listYearResults(
	db: Database,
	unionIds: readonly string[],
	year: number
): Promise<CountingRow[]> {
	return selectCounting(db)
		.where('result.union_id', 'in', unionIds)
		.where('result.year', '=', year)
		.execute();
}

/** The results of one survey, one per subject. */
export function listSurveyResults(db: Database, surveyId: string): Promise<ResultRow[]> {
	return selectResults(db)
		.where('result.survey_id', '=', surveyId)
		.orderBy('result.subject', 'desc')
		.execute();
}

/** The result that stands for a union, subject and year, if there is one that may count: valid, or waiting for approval. */
export function findResult(
	db: Database,
	unionId: string,
	subject: Subject,
	year: number
): Promise<CountingRow | undefined> {
	return selectCounting(db)
		.where('result.union_id', '=', unionId)
		.where('result.subject', '=', subject)
		.where('result.year', '=', year)
		.where('result.status', 'in', ['valid', 'pending'])
		.executeTakeFirst();
}

/** Sealed counts per question, in the order of the questionnaire. */
export function listResultCounts(db: Database, resultId: string): Promise<ResultCountTable[]> {
	return db
		.selectFrom('result_count')
		.selectAll()
		.where('result_id', '=', resultId)
		.orderBy('position')
		.execute();
}

/** Released comments as stored; their random ids are their order. People read them through `listReleasedComments`. */
export function listResultTexts(
	db: Database,
	resultId: string
): Promise<Selectable<ResultTextTable>[]> {
	return db
		.selectFrom('result_text')
		.selectAll()
		.where('result_id', '=', resultId)
		.orderBy('id')
		.execute();
}
