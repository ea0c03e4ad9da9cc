import { rateMarks, type RateMark } from '$lib/domain/rate-marks';
import type { Electorate } from '$lib/domain/words';
import type { App } from '../app';
import type { Database } from '../database/open';
import type { Instant } from '../database/values';
import { listResults, listSurveyResults } from '../results/read-results';
import { viewResult } from '../results/result-view';
import { publicRate, type PublicRate } from './public-subject';

/** What was published of one survey, or of a year before the platform (no address). */
export interface ArchiveEntry {
	/** null: historical figures. */
	surveyId: string | null;
	year: number;
	title: string;
	electorate: Electorate;
	state: 'published' | 'withdrawn' | 'void';
	/** Why it is no longer there. */
	reason: string | null;
	/** Of what is published now; chairs are not named in a list. */
	rates: PublicRate[];
}

export interface PublicArchive {
	unionName: string;
	/** The newest year first. */
	entries: ArchiveEntry[];
}

/** Everything that a union ever published; null where there is nothing, and for an unknown union. */
export async function readPublicArchive(app: App, unionId: string): Promise<PublicArchive | null> {
	const published = await listLatest(app.db, unionId);
	const [first] = published;
	if (!first) return null;
	const marks = rateMarks(app.rubrics.rules);
	const entries = await Promise.all(published.map((row) => entryOf(app.db, row, marks)));
	const chosenAt = published
		.filter(standsWithHistory)
		.map(({ published_at }) => published_at)
		.toSorted()
		.at(-1);
	const history = chosenAt ? await readHistory(app.db, unionId, marks, chosenAt) : [];
	const all = [...entries, ...history].sort((a, b) => b.year - a.year);
	return { unionName: first.union_name, entries: all };
}

type Latest = Awaited<ReturnType<typeof listLatest>>[number];

/** The latest publication of every survey that has one. */
function listLatest(db: Database, unionId: string) {
	return db
		.selectFrom('publication')
		.innerJoin('survey', 'survey.id', 'publication.survey_id')
		.innerJoin('union', 'union.id', 'survey.union_id')
		.select(['survey.id', 'survey.year', 'survey.title', 'survey.electorate', 'survey.state'])
		.select(['survey.void_reason', 'union.name as union_name'])
		.select(['withdrawn_at', 'withdrawn_reason', 'with_history', 'publication.published_at'])
		.where('survey.union_id', '=', unionId)
		.where(({ eb, selectFrom }) =>
			eb(
				'publication.seq',
				'=',
				selectFrom('publication as other')
					.select(({ fn }) => fn.max('other.seq').as('last'))
					.whereRef('other.survey_id', '=', 'publication.survey_id')
			)
		)
		.orderBy('survey.year', 'desc')
		.orderBy('survey.created_at', 'desc')
		.execute();
}

function standsWithHistory({ state, withdrawn_at, with_history }: Latest): boolean {
	return with_history === 1 && withdrawn_at === null && state !== 'void';
}

async function entryOf(db: Database, row: Latest, marks: RateMark[]): Promise<ArchiveEntry> {
	const { id, year, title, electorate, void_reason, withdrawn_reason } = row;
	const entry = { surveyId: id, year, title, electorate, rates: [] };
	if (row.state === 'void') return { ...entry, state: 'void', reason: void_reason };
	if (row.withdrawn_at !== null) return { ...entry, state: 'withdrawn', reason: withdrawn_reason };
	const results = await listSurveyResults(db, id);
	const rates = results.map((result) => publicRate(viewResult(result), marks));
	return { ...entry, state: 'published', reason: null, rates };
}

/**
 * Approved figures of before the platform, as sealed at their import; those that wait or were refused are nobody's business.
 * What was approved after the union chose to list them is not what it chose, whoever entered it.
 */
async function readHistory(
	db: Database,
	unionId: string,
	marks: RateMark[],
	chosenAt: Instant
): Promise<ArchiveEntry[]> {
	const rows = await listResults(db, [unionId]);
	const approved = rows.filter(
		({ source, status, decided_at, counted_at }) =>
			source === 'history' && status === 'valid' && (decided_at ?? counted_at) <= chosenAt
	);
	return [...Map.groupBy(approved, ({ year }) => year)].map(([year, results]) => ({
		...{ surveyId: null, year, title: `${year}年度`, electorate: 'members' as const },
		...{ state: 'published' as const, reason: null },
		// The home first, as on every page.
		rates: results
			.toSorted((a, b) => (a.subject < b.subject ? 1 : -1))
			.map((result) => publicRate(viewResult(result), marks))
	}));
}
