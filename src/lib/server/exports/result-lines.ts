import type { Scope } from '$lib/domain/permission';
import type { Database } from '../database/open';
import { listYearResults, type CountingRow } from '../results/read-results';
import { viewResult, type ResultView } from '../results/result-view';
import { pickResult } from '../results/year-record';
import { walkUnions, type FoundUnion, type UnionFilter } from '../unions/search-unions';

/** A union with one of its results of the year, or with none. */
export interface ResultLine {
	union: FoundUnion;
	result: ResultView | null;
	/** There is no result yet, but a survey that is open or waits for its count. */
	underWay: boolean;
}

/** The results of a year that may count, of all unions in reach that fit the filter, in slices. */
export async function* walkResults(
	db: Database,
	scope: Scope | null,
	filter: UnionFilter,
	year: number
): AsyncGenerator<ResultLine[]> {
	for await (const unions of walkUnions(db, scope, filter)) {
		const ids = unions.map(({ id }) => id);
		const [rows, open] = await Promise.all([listYearResults(db, ids, year), openOf(db, ids, year)]);
		const results = Map.groupBy(rows, ({ union_id: id }) => id);
		yield unions.flatMap((union) =>
			linesOf(union, results.get(union.id) ?? [], open.has(union.id))
		);
	}
}

function linesOf(union: FoundUnion, rows: CountingRow[], underWay: boolean): ResultLine[] {
	// home before chair, as on the ballot
	const subjects = [...Map.groupBy(rows, ({ subject }) => subject)].toSorted(([a], [b]) =>
		a < b ? 1 : -1
	);
	const lines = subjects.flatMap(([, same]) => pickResult(same) ?? []);
	if (lines.length === 0) return [{ union, result: null, underWay }];
	return lines.map((row) => ({ union, result: viewResult(row), underWay: false }));
}

async function openOf(
	db: Database,
	unionIds: readonly string[],
	year: number
): Promise<Set<string>> {
	const rows = await db
		.selectFrom('survey')
		.select('union_id')
		.distinct()
		.where('union_id', 'in', unionIds)
		.where('year', '=', year)
		.where('state', 'in', ['open', 'closed'])
		.where('mode', '<>', 'poster')
		.execute();
	return new Set(rows.map(({ union_id }) => union_id));
}
