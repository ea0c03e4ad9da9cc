import type { RoundDates } from '$lib/domain/round-dates';
import type { RubricLevel } from '$lib/domain/rubric';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { datesOf } from './find-application';

export interface Round {
	id: string;
	unionId: string;
	unionName: string;
	unionPath: string;
	year: number;
	level: RubricLevel;
	dates: RoundDates;
}

/** The round that a union may apply in: of this year and its level, opened by a union above it. */
export async function findRoundFor(
	db: Database,
	{ path, level }: Pick<UnionTable, 'path' | 'level'>,
	year: number
): Promise<Round | null> {
	const above = path.split('/').filter(Boolean).slice(0, -1);
	if (above.length === 0) return null;
	const row = await selectRounds(db)
		.where('round.union_id', 'in', above)
		.where('round.year', '=', year)
		.where('round.level', '=', level as RubricLevel)
		// A union that was moved may find two; the nearest is meant.
		.orderBy('union.path', 'desc')
		.executeTakeFirst();
	return row ? roundOf(row) : null;
}

/** A round of this union, or null. */
export async function findRound(db: Database, unionId: string, id: string): Promise<Round | null> {
	const row = await selectRounds(db)
		.where('round.id', '=', id)
		.where('round.union_id', '=', unionId)
		.executeTakeFirst();
	return row ? roundOf(row) : null;
}

/** The rounds of a union, the latest year first. */
export async function listRounds(db: Database, unionId: string): Promise<Round[]> {
	const rows = await selectRounds(db)
		.where('round.union_id', '=', unionId)
		.orderBy('round.year', 'desc')
		.orderBy('round.level')
		.execute();
	return rows.map(roundOf);
}

function selectRounds(db: Database) {
	return db
		.selectFrom('round')
		.innerJoin('union', 'union.id', 'round.union_id')
		.selectAll('round')
		.select(['union.name as union_name', 'union.path as union_path']);
}

type RoundRow = Awaited<ReturnType<ReturnType<typeof selectRounds>['executeTakeFirstOrThrow']>>;

function roundOf(row: RoundRow): Round {
	const { id, year, level, union_id: unionId, union_name: unionName, union_path: unionPath } = row;
	return { id, year, level, unionId, unionName, unionPath, dates: datesOf(row) };
}
