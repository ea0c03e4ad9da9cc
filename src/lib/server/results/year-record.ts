import type { YearRecord } from '$lib/domain/year-record';
import type { Database } from '../database/open';
import type { ResultTable } from '../database/schema/result';
import { listResults, type CountingRow } from './read-results';
import { viewResult } from './result-view';

/** What stands for every subject and year of a union, by year. Reads results, and surveys whose box is still closed. */
export async function listYearRecords(db: Database, unionId: string): Promise<YearRecord[]> {
	return (await listYearRecordsOf(db, [unionId])).get(unionId) ?? [];
}

/** The same of several unions, by their ids; two queries however many they are. */
export async function listYearRecordsOf(
	db: Database,
	unionIds: readonly string[]
): Promise<Map<string, YearRecord[]>> {
	const results = Map.groupBy(await listResults(db, unionIds), (row) => row.union_id);
	const uncounted = Map.groupBy(await listUncounted(db, unionIds), ({ unionId }) => unionId);
	return new Map(
		unionIds.map((id) => {
			const open = (uncounted.get(id) ?? []).map(({ record }) => record);
			return [id, standingRecords(results.get(id) ?? [], open)];
		})
	);
}

function standingRecords(results: CountingRow[], uncounted: YearRecord[]): YearRecord[] {
	const live = results.filter(isLive);
	const dead = results.filter((row) => !isLive(row)).sort(latestFirst);
	// A survey under way stands for its year where an earlier one was made void.
	const candidates = [...live.map(recordOf), ...uncounted, ...dead.map(recordOf)];
	const standing = new Map<string, YearRecord>();
	for (const record of candidates) {
		const key = `${record.year} ${record.subject}`;
		if (!standing.has(key)) standing.set(key, record);
	}
	return [...standing.values()].sort((a, b) => a.year - b.year);
}

/**
 * The one of several results of the same union, subject and year that stands: valid or waiting for approval, of which
 * the database allows one; else the latest that was made void or refused.
 */
export function pickResult<T extends Pick<CountingRow, 'mode' | 'status' | 'counted_at'>>(
	rows: readonly T[]
): T | undefined {
	return rows.find(isLive) ?? rows.toSorted(latestFirst)[0];
}

export function isLive({ status }: Pick<ResultTable, 'status'>): boolean {
	return status === 'valid' || status === 'pending';
}

function latestFirst(a: Pick<ResultTable, 'counted_at'>, b: typeof a): number {
	if (a.counted_at === b.counted_at) return 0;
	return a.counted_at < b.counted_at ? 1 : -1;
}

function recordOf(row: CountingRow): YearRecord {
	const view = viewResult(row);
	const { subject, year, surveyId, personName, personId: person, rate } = view;
	const { standing, reasons } = view.validity;
	const record = { subject, year, surveyId, person, personName, rate, standing, reasons };
	return {
		...{ ...record, figures: view },
		...(view.source === 'history' && { historyId: view.id })
	};
}

async function listUncounted(
	db: Database,
	unionIds: readonly string[]
): Promise<{ unionId: string; record: YearRecord }[]> {
	const rows = await db
		.selectFrom('survey_subject')
		.innerJoin('survey', 'survey.id', 'survey_subject.survey_id')
		.leftJoin('person', 'person.id', 'survey_subject.person_id')
		.select(['survey.id', 'survey_subject.subject', 'survey.year', 'person_id', 'person.name'])
		.select('survey.union_id as unionId')
		.where('survey.union_id', 'in', unionIds)
		.where('survey.state', 'in', ['open', 'closed'])
		.where('survey.mode', '<>', 'poster')
		.execute();
	return rows.map(({ unionId, id, subject, year, person_id, name }) => ({
		unionId,
		record: {
			...{ subject, year, surveyId: id, person: person_id, personName: name },
			...{ standing: 'pending', reasons: ['not_yet_counted'], rate: null, figures: null }
		}
	}));
}
