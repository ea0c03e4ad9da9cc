import type { ApplicationLife, ApplicationState } from '$lib/domain/application-life';
import type { RoundDates } from '$lib/domain/round-dates';
import type { Database } from '../database/open';
import type { ApplicationTable, RoundTable } from '../database/schema/round';
import type { UnionTable } from '../database/schema/union';

/** An application with the round it belongs to. */
export interface Application extends Omit<ApplicationTable, 'measured' | 'state'> {
	state: ApplicationState;
	round: { id: string; unionId: string; unionName: string; unionPath: string; dates: RoundDates };
}

/** The application of a union and year by the rubric of its level, or null; one that was withdrawn is none. */
export async function findApplication(
	db: Database,
	{ id, level }: Pick<UnionTable, 'id' | 'level'>,
	year: number
): Promise<Application | null> {
	const row = await selectApplications(db)
		.where('application.union_id', '=', id)
		.where('application.year', '=', year)
		.where('application.rubric', '=', level as ApplicationTable['rubric'])
		.executeTakeFirst();
	return row ? applicationOf(row) : null;
}

export async function findApplicationById(db: Database, id: string): Promise<Application | null> {
	const row = await selectApplications(db).where('application.id', '=', id).executeTakeFirst();
	return row ? applicationOf(row) : null;
}

function selectApplications(db: Database) {
	return db
		.selectFrom('application')
		.innerJoin('round', 'round.id', 'application.round_id')
		.innerJoin('union', 'union.id', 'round.union_id')
		.where('application.state', '<>', 'withdrawn')
		.selectAll('application')
		.$narrowType<{ state: ApplicationState }>()
		.select(roundColumns)
		.select(['union.id as keeper_id', 'union.name as keeper_name', 'union.path as keeper_path']);
}

type ApplicationRow = Awaited<
	ReturnType<ReturnType<typeof selectApplications>['executeTakeFirstOrThrow']>
>;

function applicationOf(row: ApplicationRow): Application {
	const { keeper_id: unionId, keeper_name: unionName, keeper_path: unionPath } = row;
	const round = { id: row.round_id, unionId, unionName, unionPath, dates: datesOf(row) };
	return { ...pickApplication(row), round };
}

export const roundColumns = [
	'round.self_from',
	'round.self_to',
	'round.review_from',
	'round.review_to',
	'round.final_from',
	'round.final_to'
] as const;

type DateColumns = Pick<
	RoundTable,
	'self_from' | 'self_to' | 'review_from' | 'review_to' | 'final_from' | 'final_to'
>;

export function datesOf(row: DateColumns): RoundDates {
	const { final_from: from, final_to: to } = row;
	return {
		self: { from: row.self_from, to: row.self_to },
		review: { from: row.review_from, to: row.review_to },
		final: from !== null && to !== null ? { from, to } : null
	};
}

export function lifeOf({
	state,
	self_until: selfUntil,
	reopened
}: Pick<ApplicationTable, 'self_until' | 'reopened'> & {
	state: ApplicationState;
}): ApplicationLife {
	return { state, selfUntil, reopened: reopened === 1 };
}

function pickApplication(row: ApplicationRow): Omit<Application, 'round'> {
	const { id, round_id, union_id, year, rubric, state, steps, self_until, reopened } = row;
	const { self_score, self_points, review_score, review_points } = row;
	return {
		...{ id, round_id, union_id, year, rubric, state, steps, self_until, reopened },
		...{ self_score, self_points, review_score, review_points }
	};
}
