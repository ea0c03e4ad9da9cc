import { sql } from 'kysely';
import type { RowOrder } from '$lib/domain/row-order';
import type { Database } from '../database/open';
import { PAGE_ROWS, type ListPage } from '../page-of';
import { filterHistory, readHistory, type HistoryFilter, type HistoryView } from './read-history';

export const historyOrders = ['code', 'year', 'entered'] as const;
export type HistoryOrder = (typeof historyOrders)[number];

/** A page of what fits: the latest years first, then by the unions' codes, unless asked otherwise. Cut by the database. */
export async function listHistory(
	db: Database,
	filter: HistoryFilter,
	wanted: number,
	order: RowOrder<HistoryOrder> | null = null
): Promise<ListPage<HistoryView>> {
	const { total } = await filterHistory(db, filter)
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
	const page = Math.min(Math.max(1, wanted), pages);
	const found = await filterHistory(db, filter)
		.select('result.id')
		.$if(order !== null, (query) => query.orderBy(isMissing(order)))
		.$if(order !== null, (query) =>
			query.orderBy(columns[order?.by ?? 'year'], order?.descending ? 'desc' : 'asc')
		)
		.orderBy('result.year', 'desc')
		.orderBy('union.code')
		.orderBy('result.subject', 'desc')
		.orderBy('result.id')
		.limit(PAGE_ROWS)
		.offset((page - 1) * PAGE_ROWS)
		.execute();
	const ids = found.map(({ id }) => id);
	const views = new Map((await readHistory(db, ids)).map((view) => [view.result.id, view]));
	return { rows: ids.flatMap((id) => views.get(id) ?? []), total, page, pages };
}

const columns = {
	code: sql.ref('union.code'),
	year: sql.ref('result.year'),
	entered: sql.ref('history.entered_at')
};

/** Figures that did not come through the office have no instant; engines differ on where that belongs. */
function isMissing(order: RowOrder<HistoryOrder> | null) {
	return sql`case when ${columns[order?.by ?? 'year']} is null then 1 else 0 end`;
}

/** How many there are of each status. */
export async function countHistory(
	db: Database,
	filter: Omit<HistoryFilter, 'status'>
): Promise<Record<HistoryStatus, number>> {
	const rows = await filterHistory(db, { ...filter, status: null })
		.select(({ fn }) => ['result.status', fn.countAll<number>().as('n')])
		.groupBy('result.status')
		.execute();
	const counts = { pending: 0, valid: 0, refused: 0, void: 0 };
	for (const { status, n } of rows) counts[status] = n;
	return counts;
}

type HistoryStatus = 'pending' | 'valid' | 'refused' | 'void';
