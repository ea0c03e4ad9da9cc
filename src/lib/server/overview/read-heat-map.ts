import type { Questionnaire } from '$lib/domain/questionnaire';
import { sectionIds } from '$lib/domain/rubric';
import { sectionRate, type SectionQuestion, type SectionRate } from '$lib/domain/section-rate';
import { subjects } from '$lib/domain/words';
import type { App } from '../app';
import type { Database } from '../database/open';
import { fromJson } from '../database/values';
import type { ListPage } from '../page-of';
import { participationOf } from '../results/figures';
import type { CountingRow } from '../results/read-results';
import { sealedOf, viewResult, type ResultView } from '../results/result-view';
import { listRanked, pageRanked, type Ranked, type RankingQuery } from './rank-units';
import { readNames, type NamedUnit } from './rated-units';
import { readResultsById } from './results-by-id';

type Sources = Pick<App, 'db' | 'rubrics'>;

/** A union's row of the heat map: what its members say of each section, in the order of `sectionIds`. */
export interface HeatRow {
	unit: NamedUnit;
	result: ResultView;
	cells: SectionRate[];
}

/** A page of the units that are ranked, each with its sections: the counts of a page's questions and no more. */
export async function pageHeatMap(
	app: Sources,
	query: RankingQuery,
	page: number
): Promise<ListPage<HeatRow>> {
	const ranked = await pageRanked(app.db, query, page);
	return { ...ranked, rows: await heatRows(app, ranked.rows) };
}

/** All of them in slices. */
export async function* walkHeatMap(app: Sources, query: RankingQuery): AsyncGenerator<HeatRow[]> {
	const ranked = await listRanked(app.db, query);
	for (let at = 0; at < ranked.length; at += 500) yield heatRows(app, ranked.slice(at, at + 500));
}

async function heatRows({ db, rubrics }: Sources, ranked: readonly Ranked[]): Promise<HeatRow[]> {
	const ids = ranked.map(({ resultId }) => resultId);
	const [names, results, questions] = await Promise.all([
		readNames(
			db,
			ranked.map(({ id }) => id)
		),
		readResultsById(db, ids),
		readQuestions(db, ids, sectionsOf(rubrics.questionnaires))
	]);
	return ranked.flatMap(({ id, resultId }) => {
		const [unit, row] = [names.get(id), results.get(resultId)];
		if (!unit || !row) return [];
		return [{ unit, result: viewResult(row), cells: cellsOf(row, questions.get(resultId) ?? []) }];
	});
}

function cellsOf(row: CountingRow, questions: readonly SectionQuestion[]): SectionRate[] {
	const { rate } = fromJson(row.rules);
	return sectionIds.map((section) => sectionRate(questions, section, participationOf(row), rate));
}

/** Section of every question by its id, which never changes its meaning. */
function sectionsOf(questionnaires: Record<Questionnaire['subject'], Questionnaire>) {
	const items = subjects.flatMap((subject) => questionnaires[subject].items);
	return new Map(items.map(({ id, section }) => [id, section]));
}

async function readQuestions(
	db: Database,
	resultIds: readonly string[],
	sections: ReturnType<typeof sectionsOf>
): Promise<Map<string, SectionQuestion[]>> {
	if (resultIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('result_count')
		.selectAll()
		.where('result_id', 'in', resultIds)
		.execute();
	return new Map(
		[...Map.groupBy(rows, ({ result_id }) => result_id)].map(([id, counts]) => [
			id,
			counts.flatMap((count) => {
				const section = sections.get(count.question_id);
				return section ? [{ section, counts: sealedOf(count) }] : [];
			})
		])
	);
}
