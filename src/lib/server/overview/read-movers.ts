import { sql } from 'kysely';
import { changeOf, type RateChange } from '$lib/domain/rate-change';
import type { RowOrder } from '$lib/domain/row-order';
import type { Database } from '../database/open';
import { PAGE_ROWS, type ListPage } from '../page-of';
import type { ResultView } from '../results/result-view';
import { matches } from '../unions/search-unions';
import { readNames, type NamedUnit } from './rated-units';
import { readResultViews } from './results-by-id';
import { selectRated, type UnitFilter } from './select-units';

/** What movers are put in order by. */
export const moverOrders = ['change', 'after', 'before', 'code'] as const;
export type MoverOrder = RowOrder<(typeof moverOrders)[number]>;
export const fallsFirst: MoverOrder = { by: 'change', descending: false };
export const risesFirst: MoverOrder = { by: 'change', descending: true };

/** A unit with results of this year and the last that count and are shown, and what lies between them. */
export interface Mover {
	unit: NamedUnit;
	before: ResultView;
	after: ResultView;
	change: RateChange;
	/** Another chair is rated than the year before. */
	newChair: boolean;
	/** The two rates were computed by different rules. */
	otherRule: boolean;
}

export interface MoverQuery {
	filter: UnitFilter;
	text: string;
	order: MoverOrder;
}

interface Pair {
	id: string;
	after_id: string;
	before_id: string;
}

export async function pageMovers(
	db: Database,
	query: MoverQuery,
	wanted: number
): Promise<ListPage<Mover>> {
	const { n: total } = await selectPairs(db, query)
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
	const page = Math.min(wanted, pages);
	const pairs = await inOrder(db, query)
		.limit(PAGE_ROWS)
		.offset((page - 1) * PAGE_ROWS)
		.execute();
	return { rows: await compareAll(db, pairs), total, page, pages };
}

/** The first few in one direction; units whose rate did not move that way are none. */
export async function firstMovers(
	db: Database,
	query: MoverQuery,
	limit: number
): Promise<Mover[]> {
	const movers = await compareAll(db, await inOrder(db, query).limit(limit).execute());
	const direction = query.order.descending ? 'up' : 'down';
	return movers.filter(({ change }) => change.direction === direction);
}

/** All of them in slices. */
export async function* walkMovers(db: Database, query: MoverQuery): AsyncGenerator<Mover[]> {
	const pairs = await inOrder(db, query).execute();
	for (let at = 0; at < pairs.length; at += 500) yield compareAll(db, pairs.slice(at, at + 500));
}

function selectPairs(db: Database, { filter, text }: MoverQuery) {
	const units = selectRated(db, filter).innerJoin('figure as earlier', (join) =>
		join
			.onRef('earlier.union_id', '=', 'union.id')
			.on('earlier.year', '=', filter.year - 1)
			.on('earlier.subject', '=', filter.subject)
			.on('earlier.live', '=', 1)
			.on('earlier.standing', '=', 'counts')
			.on('earlier.rate_key', 'is not', null)
	);
	return text === '' ? units : units.where(matches(text));
}

/** A change is the difference of the keys, which is the difference of the rates to one part in 10^15. */
const keys = {
	change: sql`figure.rate_key - earlier.rate_key`,
	after: sql.ref('figure.rate_key'),
	before: sql.ref('earlier.rate_key'),
	code: sql.ref('union.code')
};

function inOrder(db: Database, query: MoverQuery) {
	const { by, descending } = query.order;
	return selectPairs(db, query)
		.select('union.id')
		.select('figure.result_id as after_id')
		.select('earlier.result_id as before_id')
		.orderBy(keys[by], descending ? 'desc' : 'asc')
		.orderBy('union.code');
}

async function compareAll(db: Database, pairs: readonly Pair[]): Promise<Mover[]> {
	const names = await readNames(
		db,
		pairs.map(({ id }) => id)
	);
	const results = await readResultViews(
		db,
		pairs.flatMap((pair) => [pair.before_id, pair.after_id])
	);
	return pairs.flatMap(({ id, before_id, after_id }) => {
		const [unit, before, after] = [names.get(id), results.get(before_id), results.get(after_id)];
		return unit && before && after ? moverOf(unit, before, after) : [];
	});
}

function moverOf(unit: NamedUnit, before: ResultView, after: ResultView): Mover[] {
	if (!before.rate || !after.rate) return [];
	const rules = [before, after].map(({ rule }) => `${rule.id} ${rule.version}`);
	return [
		{
			...{ unit, before, after, change: changeOf(before.rate, after.rate) },
			newChair:
				after.subject === 'chair' && before.personId !== null && before.personId !== after.personId,
			otherRule: rules[0] !== rules[1]
		}
	];
}
