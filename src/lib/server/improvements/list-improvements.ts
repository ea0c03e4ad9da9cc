import { isOpenState, openStates, type ImprovementState } from '$lib/domain/improvement';
import type { Database } from '../database/open';
import type { Day } from '../database/values';
import { viewImprovement, type Improvement } from './improvement';

/** The improvements of a union that answer the appraisal of a year: the open ones first, of these those due first. */
export async function listImprovements(
	db: Database,
	unionId: string,
	year: number
): Promise<Improvement[]> {
	const rows = await db
		.selectFrom('improvement')
		.selectAll()
		.where('union_id', '=', unionId)
		.where('year', '=', year)
		.orderBy('due_on')
		.orderBy('id')
		.execute();
	const all = rows.map(viewImprovement);
	const open = ({ state }: Improvement) => isOpenState(state);
	return [...all.filter(open), ...all.filter((one) => !open(one))];
}

/** The open ones of a union, of whatever year, that are due first. */
export async function listOpenImprovements(
	db: Database,
	unionId: string,
	limit: number
): Promise<Improvement[]> {
	const rows = await db
		.selectFrom('improvement')
		.selectAll()
		.where('union_id', '=', unionId)
		.where('state', 'in', openStates)
		.orderBy('due_on')
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows.map(viewImprovement);
}

/** The years for which a union has improvements, the latest first. */
export async function listImprovementYears(db: Database, unionId: string): Promise<number[]> {
	const rows = await db
		.selectFrom('improvement')
		.select('year')
		.distinct()
		.where('union_id', '=', unionId)
		.orderBy('year', 'desc')
		.execute();
	return rows.map(({ year }) => year);
}

/** What members may read of an improvement. */
export interface PublicImprovement {
	problem: string;
	measure: string;
	owner: string;
	dueOn: Day;
	state: ImprovementState;
	outcome: string;
}

/** Those of a union and year that the union has published, due first; nothing of the others, not even their number. */
export async function listPublicImprovements(
	db: Database,
	unionId: string,
	year: number
): Promise<PublicImprovement[]> {
	return db
		.selectFrom('improvement')
		.select(['problem', 'measure', 'owner', 'due_on as dueOn', 'state', 'outcome'])
		.where('union_id', '=', unionId)
		.where('year', '=', year)
		.where('published', '=', 1)
		.orderBy('due_on')
		.orderBy('id')
		.execute();
}
