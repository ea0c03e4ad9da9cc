import { sql } from 'kysely';
import type { Scope } from '$lib/domain/permission';
import type { Database } from '../database/open';
import type { Day, Instant } from '../database/values';
import type { ResultTable } from '../database/schema/result';
import { viewEntered, type ResultView } from '../results/result-view';
import { inScope } from '../unions/scope';

/** One earlier result with where it came from and what was decided; of interest to those in whose reach its union is. */
export interface HistoryView {
	/** As entered: shown on the pages of history only, until it is approved. */
	result: ResultView;
	union: { id: string; name: string; path: string; foundedOn: Day | null };
	enteredBy: string | null;
	/** Account; null for figures that did not come through the office. */
	enteredById: string | null;
	enteredAt: Instant | null;
	origin: 'form' | 'import' | null;
	replaces: string | null;
	reason: string | null;
	decidedBy: string | null;
	decidedAt: Instant | null;
	withdrawnBy: string | null;
	withdrawnAt: Instant | null;
	/** Number of scans. */
	files: number;
}

export function selectHistory(db: Database) {
	return db
		.selectFrom('result')
		.innerJoin('union', 'union.id', 'result.union_id')
		.leftJoin('history', 'history.result_id', 'result.id')
		.where('result.source', '=', 'history');
}

/** One page of them, and how many there are in all. */
export interface HistoryFilter {
	scope: Scope | null;
	status: ResultTable['status'] | null;
	/** Path of a union: that one and those below. */
	below: string | null;
	/** Part of a union's name or code. */
	text: string;
	year: number | null;
}

export function filterHistory(db: Database, { scope, status, below, text, year }: HistoryFilter) {
	let query = selectHistory(db).where(({ ref }) => inScope(ref('union.path'), scope));
	if (status) query = query.where('result.status', '=', status);
	if (below !== null) query = query.where('union.path', 'like', `${below}%`);
	if (year !== null) query = query.where('result.year', '=', year);
	if (text !== '') {
		const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
		query = query.where(
			sql<boolean>`(lower("union".name) like ${pattern} escape '\\' or lower("union".code) like ${pattern} escape '\\')`
		);
	}
	return query;
}

/** Those with these ids, in no order. */
export async function readHistory(db: Database, ids: readonly string[]): Promise<HistoryView[]> {
	if (ids.length === 0) return [];
	const rows = await selectHistory(db)
		.leftJoin('person', 'person.id', 'result.person_id')
		.leftJoin('user as enterer', 'enterer.id', 'history.entered_by')
		.leftJoin('user as decider', 'decider.id', 'result.decided_by')
		.leftJoin('user as withdrawer', 'withdrawer.id', 'history.withdrawn_by')
		.selectAll('result')
		.select(['person.name as person_name', 'union.name as union_name', 'union.path'])
		.select('union.founded_on')
		.select(['enterer.name as enteredBy', 'entered_by as enteredById'])
		.select(['entered_at as enteredAt', 'origin', 'replaces', 'reason'])
		.select(['decider.name as decidedBy', 'withdrawer.name as withdrawnBy'])
		.select('withdrawn_at as withdrawnAt')
		.select(({ selectFrom, fn }) =>
			selectFrom('history_evidence')
				.select(fn.countAll<number>().as('n'))
				.whereRef('history_evidence.result_id', '=', 'result.id')
				.as('files')
		)
		.where('result.id', 'in', ids)
		.execute();
	return rows.map(
		({ union_name, path, founded_on, enteredBy, enteredById, enteredAt, ...row }) => ({
			result: viewEntered(row),
			union: { id: row.union_id, name: union_name, path, foundedOn: founded_on },
			...{ enteredBy, enteredById, enteredAt, origin: row.origin, replaces: row.replaces },
			...{ reason: row.reason, decidedBy: row.decidedBy, decidedAt: row.decided_at },
			...{ withdrawnBy: row.withdrawnBy, withdrawnAt: row.withdrawnAt },
			files: Number(row.files ?? 0)
		})
	);
}
