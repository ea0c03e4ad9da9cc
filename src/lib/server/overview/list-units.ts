import { partOfState, type CoveragePart, type UnitState } from '$lib/domain/coverage-states';
import type { ValidityReason } from '$lib/domain/result-validity';
import type { RowOrder } from '$lib/domain/row-order';
import type { Database } from '../database/open';
import { PAGE_ROWS, type ListPage } from '../page-of';
import { figuresOf } from '../results/figures';
import { matches } from '../unions/search-unions';
import { readResultsById } from './results-by-id';
import { selectFigured, unitState, type UnitFilter } from './select-units';

/** A unit and where it stands. */
export interface ListedUnit {
	id: string;
	code: string;
	name: string;
	kind: string;
	memberCount: number;
	parent: string | null;
	state: UnitState;
	/** The survey under way, or that of the result; null where there is none. */
	surveyId: string | null;
	/** Why its result does not count. */
	reasons: ValidityReason[];
}

export const listedUnitOrders = ['code', 'members'] as const;

/** Which of the units that a board is about, and in which order. */
export interface UnitQuery {
	parts: readonly CoveragePart[];
	/** Part of the name, or the beginning of the code. */
	text?: string;
	/** By code unless asked otherwise. */
	order?: RowOrder<(typeof listedUnitOrders)[number]> | null;
}

/** Units of some states, a page of them. */
export async function listUnits(
	db: Database,
	filter: UnitFilter,
	query: UnitQuery,
	wanted: number
): Promise<ListPage<ListedUnit>> {
	const { n: total } = await selectListed(db, filter, query)
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
	const page = Math.min(wanted, pages);
	const rows = await readSlice(db, filter, query, {
		after: (page - 1) * PAGE_ROWS,
		limit: PAGE_ROWS
	});
	return { rows, total, page, pages };
}

/** All of them in slices. */
export async function* walkUnits(
	db: Database,
	filter: UnitFilter,
	query: UnitQuery
): AsyncGenerator<ListedUnit[]> {
	const limit = 500;
	for (let after = 0; ; after += limit) {
		const slice = await readSlice(db, filter, query, { after, limit });
		if (slice.length > 0) yield slice;
		if (slice.length < limit) return;
	}
}

function selectListed(db: Database, filter: UnitFilter, { parts, text = '' }: UnitQuery) {
	const units = selectFigured(db, filter).where(unitState, 'in', statesOf(parts));
	return text === '' ? units : units.where(matches(text));
}

function statesOf(parts: readonly CoveragePart[]): UnitState[] {
	const states = Object.keys(partOfState) as UnitState[];
	return states.filter((state) => parts.includes(partOfState[state]));
}

async function readSlice(
	db: Database,
	filter: UnitFilter,
	query: UnitQuery,
	{ after, limit }: { after: number; limit: number }
): Promise<ListedUnit[]> {
	const direction = query.order?.descending ? 'desc' : 'asc';
	const rows = await selectListed(db, filter, query)
		.leftJoin('union as parent', 'parent.id', 'union.parent_id')
		.select(['union.id', 'union.code', 'union.name', 'union.kind', 'union.member_count'])
		.select(['parent.name as parent', 'figure.result_id', 'running.id as running_id'])
		.select(unitState.as('unit_state'))
		.$if(query.order?.by === 'members', (all) => all.orderBy('union.member_count', direction))
		.orderBy('union.code', query.order?.by === 'code' ? direction : 'asc')
		.limit(limit)
		.offset(after)
		.execute();
	const results = await readResultsById(
		db,
		rows.map(({ result_id }) => result_id)
	);
	return rows.map(({ id, code, name, kind, parent, ...row }) => {
		const result = row.unit_state === 'running' ? undefined : results.get(row.result_id ?? '');
		return {
			...{ id, code, name, kind, parent, memberCount: row.member_count, state: row.unit_state },
			surveyId: row.running_id ?? result?.survey_id ?? null,
			reasons: result ? figuresOf(result).validity.reasons : []
		};
	});
}
