import { takenKey, type HistoryContext, type HistorySubject } from '$lib/domain/history-row';
import { thisYear, type Clock } from '../clock';
import type { Database } from '../database/open';

const subjects = ['home', 'chair'] as const;

/** What a row of each of these unions is checked against; four queries however many they are (up to a page of them). */
export async function readHistoryContexts(
	db: Database,
	clock: Clock,
	unionIds: readonly string[]
): Promise<Map<string, HistoryContext>> {
	if (unionIds.length === 0) return new Map();
	const [founded, terms, surveys, results] = await Promise.all([
		foundedOf(db, unionIds),
		termsOf(db, unionIds),
		surveysOf(db, unionIds),
		resultsOf(db, unionIds)
	]);
	return new Map(
		unionIds.map((id) => {
			const taken: [string, 'survey' | 'history'][] = [
				...results.filter((row) => row.union_id === id),
				...surveys.filter((row) => row.union_id === id)
			].map(({ year, subject, source }) => [
				takenKey({ year, subject: subject as HistorySubject }),
				source
			]);
			const own = terms.filter((row) => row.union_id === id);
			const foundedOn = founded.get(id) ?? null;
			return [id, { thisYear: thisYear(clock), foundedOn, terms: own, taken: new Map(taken) }];
		})
	);
}

async function foundedOf(
	db: Database,
	unionIds: readonly string[]
): Promise<Map<string, string | null>> {
	const rows = await db
		.selectFrom('union')
		.select(['id', 'founded_on'])
		.where('id', 'in', unionIds)
		.execute();
	return new Map(rows.map(({ id, founded_on }) => [id, founded_on]));
}

function termsOf(db: Database, unionIds: readonly string[]) {
	return db
		.selectFrom('term')
		.innerJoin('person', 'person.id', 'term.person_id')
		.select(['union_id', 'person_id as personId', 'name'])
		.select(['started_on as startedOn', 'ended_on as endedOn'])
		.where('union_id', 'in', unionIds)
		.orderBy('started_on')
		.execute();
}

/** Surveys that hold the place of their year, drafts too; a poster survey holds none. */
async function surveysOf(db: Database, unionIds: readonly string[]) {
	const rows = await db
		.selectFrom('survey_subject')
		.select(['union_id', 'year', 'subject'])
		.where('union_id', 'in', unionIds)
		.where('subject', 'in', subjects)
		.where('live', '=', 1)
		.execute();
	return rows.map((row) => ({ ...row, source: 'survey' as const }));
}

/** Results that hold it; what a poster (公开码) collected is opinion and holds none. */
function resultsOf(db: Database, unionIds: readonly string[]) {
	return db
		.selectFrom('result')
		.select(['union_id', 'year', 'subject', 'source'])
		.where('union_id', 'in', unionIds)
		.where('subject', 'in', subjects)
		.where('status', 'in', ['valid', 'pending'])
		.where('mode', '<>', 'poster')
		.execute();
}
