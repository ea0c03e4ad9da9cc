import {
	chooseElectors,
	countVoters,
	summariseKinds,
	type ChairElectorate,
	type ChairPlan,
	type SubordinateUnit
} from '$lib/domain/chair-electorate';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import type { Rubrics } from '../rubrics/assemble';
import { kindName } from '../unions/kinds';
import { readDrawn } from './read-drawn';

/** Every union below one, as it is now, in the order of their codes. */
export async function listUnitsBelow(
	db: Database,
	{ path }: Pick<UnionTable, 'path'>
): Promise<SubordinateUnit[]> {
	const rows = await db
		.selectFrom('union')
		.leftJoin('term', (join) =>
			join.onRef('term.union_id', '=', 'union.id').on('term.ended_on', 'is', null)
		)
		.select(['union.id', 'code', 'name', 'level', 'kind', 'person_id'])
		.where('path', '>', path)
		// Every character of a path sorts below `~`.
		.where('path', '<', `${path}~`)
		.where('closed_at', 'is', null)
		.orderBy('code')
		.execute();
	return rows.map(({ id, person_id, ...unit }) => ({
		...unit,
		...{ unionId: id, vacant: person_id === null }
	}));
}

/** Whom a plan asks, by the tree and the terms of office as they are now. */
export async function findElectors(
	db: Database,
	rubrics: Rubrics,
	union: Pick<UnionTable, 'path'>,
	plan: ChairPlan
): Promise<ChairElectorate> {
	const units = await listUnitsBelow(db, union);
	const electors = chooseElectors(units, plan, await readDrawn(db, plan.drawId));
	const kinds = summariseKinds(units, electors, (kind) => kindName(rubrics, kind));
	return { plan, electors, kinds };
}

/** 应参评 of a plan as of now: chairs in office. */
export async function countChairs(db: Database, unionId: string, plan: ChairPlan): Promise<number> {
	const union = await db
		.selectFrom('union')
		.select('path')
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const units = await listUnitsBelow(db, union);
	return countVoters(chooseElectors(units, plan, await readDrawn(db, plan.drawId)));
}
