import { orderKey } from '$lib/domain/order-key';
import { turnout } from '$lib/domain/turnout';
import type { Database } from '../database/open';
import type { FigureTable } from '../database/schema/figure';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag } from '../database/values';
import { figuresOf, isUnapproved, participationOf } from '../results/figures';
import { selectCounting, type CountingRow } from '../results/read-results';
import { isLive, pickResult } from '../results/year-record';

const SLICE = 500;
/** The row of `figure_due` that is no result, but a lock. */
const LOCK = '';

/** Brings the figures up to date with the results; a single look where nothing has changed. Every board calls this first. */
export async function settleFigures(db: Database): Promise<void> {
	while ((await listDue(db, 1)).length > 0) await transaction(db, settleSlice);
}

async function settleSlice(trx: Transaction): Promise<void> {
	await trx
		.updateTable('figure_due')
		.set({ result_id: LOCK })
		.where('result_id', '=', LOCK)
		.execute();
	const ids = await listDue(trx, SLICE);
	if (ids.length === 0) return;
	// Away before anything is read: whatever changes a result from here on leaves a row of its own.
	await trx.deleteFrom('figure_due').where('result_id', 'in', ids).execute();
	const rows = await listTogether(trx, ids);
	const figures = [...Map.groupBy(rows, keyOf).values()].map(figureOf);
	if (figures.length > 0) await store(trx, figures);
}

async function listDue(db: Database, limit: number): Promise<string[]> {
	const rows = await db
		.selectFrom('figure_due')
		.select('result_id')
		.where('result_id', '>', LOCK)
		.orderBy('result_id')
		.limit(limit)
		.execute();
	return rows.map(({ result_id }) => result_id);
}

/** The results of every union, year and subject that one of these is of, themselves among them. */
async function listTogether(db: Database, ids: readonly string[]): Promise<CountingRow[]> {
	const rows = await selectCounting(db)
		.innerJoin('result as changed', (join) =>
			join
				.onRef('changed.union_id', '=', 'result.union_id')
				.onRef('changed.year', '=', 'result.year')
				.onRef('changed.subject', '=', 'result.subject')
		)
		.where('changed.id', 'in', ids)
		.execute();
	return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function keyOf({ union_id, year, subject }: Pick<CountingRow, 'union_id' | 'year' | 'subject'>) {
	return `${year} ${subject} ${union_id}`;
}

function figureOf(rows: CountingRow[]): FigureTable {
	const row = pickResult(rows);
	if (!row) throw new Error('a figure of no results');
	const { rate, validity } = figuresOf(row);
	// Earlier figures that wait for approval are nobody's yet.
	const returned = isUnapproved(row) ? null : turnout(participationOf(row));
	return {
		...{ year: row.year, subject: row.subject, union_id: row.union_id, result_id: row.id },
		...{ live: toFlag(isLive(row)), standing: validity.standing },
		// What does not count, or is hidden, has no place in any order.
		rate_key: validity.counts && rate ? orderKey(rate) : null,
		turnout_key: returned && orderKey(returned)
	};
}

async function store(trx: Transaction, figures: FigureTable[]): Promise<void> {
	await trx
		.insertInto('figure')
		.values(figures)
		.onConflict((conflict) =>
			conflict.columns(['year', 'subject', 'union_id']).doUpdateSet(({ ref }) => ({
				result_id: ref('excluded.result_id'),
				live: ref('excluded.live'),
				standing: ref('excluded.standing'),
				rate_key: ref('excluded.rate_key'),
				turnout_key: ref('excluded.turnout_key')
			}))
		)
		.execute();
}
