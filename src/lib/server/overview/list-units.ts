import { partOfState, type CoveragePart, type UnitState } from '$lib/domain/coverage-states';
import type { ValidityReason } from '$lib/domain/result-validity';
import type { Database } from '../database/open';
import { PAGE_ROWS, type ListPage } from '../page-of';
import { figuresOf } from '../results/figures';
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

/** Units of some states by code, a page of them. */
export async function listUnits(
	db: Database,
	filter: UnitFilter,
	parts: readonly CoveragePart[],
	wanted: number
): Promise<ListPage<ListedUnit>> {
	const states = statesOf(parts);
	const { n: total } = await selectFigured(db, filter)
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where(unitState, 'in', states)
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
	const page = Math.min(wanted, pages);
	const rows = await readSlice(db, filter, states, {
		after: (page - 1) * PAGE_ROWS,
		limit: PAGE_ROWS
	});
	return { rows, total, page, pages };
}

/** All of them in slices. */
export async function* walkUnits(
	db: Database,
	filter: UnitFilter,
	parts: readonly CoveragePart[]
): AsyncGenerator<ListedUnit[]> {
	const limit = 500;
	for (let after = 0; ; after += limit) {
		const slice = await readSlice(db, filter, statesOf(parts), { after, limit });
		if (slice.length > 0) yield slice;
		if (slice.length < limit) return;
	}
}

function statesOf(parts: readonly CoveragePart[]): UnitState[] {
	const states = Object.keys(partOfState) as UnitState[];
	return states.filter((state) => parts.includes(partOfState[state]));
}

async function readSlice(
	db: Database,
	filter: UnitFilter,
	states: UnitState[],
	{ after, limit }: { after: number; limit: number }
): Promise<ListedUnit[]> {
	const rows = await selectFigured(db, filter)
		.leftJoin('union as parent', 'parent.id', 'union.parent_id')
		.select(['union.id', 'union.code', 'union.name', 'union.kind', 'union.member_count'])
		.select(['parent.name as parent', 'figure.result_id', 'running.id as running_id'])
		.select(unitState.as('unit_state'))
		.where(unitState, 'in', states)
		.orderBy('union.code')
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
