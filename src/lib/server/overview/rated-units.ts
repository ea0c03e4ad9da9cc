import type { Database } from '../database/open';
import type { ResultView } from '../results/result-view';
import { listRanked, type Ranked, type RankingQuery } from './rank-units';
import { readResultViews } from './results-by-id';

/** A union as a row of a board names it. */
export interface NamedUnit {
	id: string;
	code: string;
	name: string;
	kind: string;
	parent: string | null;
}

/** Unions by their ids, of a page or a slice of a list. */
export async function readNames(
	db: Database,
	ids: readonly string[]
): Promise<Map<string, NamedUnit>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('union')
		.leftJoin('union as parent', 'parent.id', 'union.parent_id')
		.select(['union.id', 'union.code', 'union.name', 'union.kind', 'parent.name as parent'])
		.where('union.id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}

/** A unit with its place in the ranking and what is printed of its result. */
export interface RatedUnit extends Ranked {
	unit: NamedUnit;
	result: ResultView;
}

/** Units of a list with their names and what is printed of their results, in the order given. */
export async function withResults(db: Database, units: readonly Ranked[]): Promise<RatedUnit[]> {
	const [names, results] = await Promise.all([
		readNames(
			db,
			units.map(({ id }) => id)
		),
		readResultViews(
			db,
			units.map(({ resultId }) => resultId)
		)
	]);
	return units.flatMap((one) => {
		const [unit, result] = [names.get(one.id), results.get(one.resultId)];
		return unit && result ? [{ ...one, unit, result }] : [];
	});
}

/** The whole ranking in slices. */
export async function* walkRated(db: Database, query: RankingQuery): AsyncGenerator<RatedUnit[]> {
	const ranked = await listRanked(db, query);
	for (let at = 0; at < ranked.length; at += 500) yield withResults(db, ranked.slice(at, at + 500));
}
