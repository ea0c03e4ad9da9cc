import { sql, type SelectQueryBuilder } from 'kysely';
import type { RowOrder } from '$lib/domain/row-order';
import type { Database } from '../database/open';
import type { Tables } from '../database/schema';
import { PAGE_ROWS, type ListPage } from '../page-of';
import { matches } from '../unions/search-unions';
import { selectRated, type UnitFilter } from './select-units';

/** What a list of rates is put in order by. */
export const rateOrders = ['rate', 'turnout', 'code'] as const;
export type RateOrder = RowOrder<(typeof rateOrders)[number]>;
export const bestFirst: RateOrder = { by: 'rate', descending: true };
export const worstFirst: RateOrder = { by: 'rate', descending: false };

/** A unit in the ranking. */
export interface Ranked {
	id: string;
	resultId: string;
	/** From 1; units with the same rate share a place, and as many places after it are left out. */
	place: number;
}

export interface RankingQuery {
	filter: UnitFilter;
	/** Narrows the list after places were given, so that a union that is searched for keeps its own. */
	text: string;
	order: RateOrder;
}

interface Row {
	ranked: {
		id: string;
		result_id: string;
		place: number;
		rate_key: number;
		turnout_key: number | null;
	};
}
type Ranking = SelectQueryBuilder<Tables & Row, 'ranked' | 'union', object>;

/** Everything that fits, in order; ids and places alone, so that it is little however many they are. */
export function listRanked(db: Database, query: RankingQuery): Promise<Ranked[]> {
	return inOrder(selectRanking(db, query), query.order).execute();
}

/** A page of it. */
export async function pageRanked(
	db: Database,
	query: RankingQuery,
	wanted: number
): Promise<ListPage<Ranked>> {
	const total = await countRated(db, query);
	const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
	const page = Math.min(wanted, pages);
	const rows = await inOrder(selectRanking(db, query), query.order)
		.limit(PAGE_ROWS)
		.offset((page - 1) * PAGE_ROWS)
		.execute();
	return { rows, total, page, pages };
}

/** The first few of it. */
export function firstRanked(db: Database, query: RankingQuery, limit: number): Promise<Ranked[]> {
	return inOrder(selectRanking(db, query), query.order).limit(limit).execute();
}

async function countRated(db: Database, { filter, text }: RankingQuery): Promise<number> {
	const { n } = await selectRated(db, filter)
		.$if(text !== '', (query) => query.where(matches(text)))
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return n;
}

function selectRanking(db: Database, { filter, text }: RankingQuery): Ranking {
	const ranked = selectRated(db, filter)
		.select(['union.id', 'figure.result_id', 'figure.rate_key', 'figure.turnout_key'])
		.select(sql<number>`rank() over (order by figure.rate_key desc)`.as('place'))
		.as('ranked');
	const ranking = db
		.selectFrom(ranked)
		.innerJoin('union', 'union.id', 'ranked.id') as unknown as Ranking;
	return text === '' ? ranking : ranking.where(matches(text));
}

function inOrder(ranking: Ranking, { by, descending }: RateOrder) {
	const direction = descending ? 'desc' : 'asc';
	// Nobody here is without a turnout, but the engines would put NULLs at different ends.
	const keys = {
		...{ rate: sql`ranked.rate_key`, turnout: sql`coalesce(ranked.turnout_key, 0)` },
		code: sql`"union".code`
	};
	return ranking
		.orderBy(keys[by], direction)
		.orderBy('union.code')
		.select(['ranked.id', 'ranked.result_id as resultId', 'ranked.place']);
}
