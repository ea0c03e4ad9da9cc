import type { ApplicationState } from '$lib/domain/application-life';
import type { RoundDates } from '$lib/domain/round-dates';
import type { RubricLevel } from '$lib/domain/rubric';
import { can } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { countScored } from './count-scored';
import { datesOf, roundColumns } from './find-application';

/** A sheet assigned to a reviewer. */
export interface Review {
	applicationId: string;
	unionId: string;
	name: string;
	code: string;
	year: number;
	level: RubricLevel;
	state: ApplicationState;
	dates: RoundDates;
	/** Criteria with a review score that somebody entered. */
	scored: number;
}

/** What waits for the reviewer comes first. */
const order: Record<ApplicationState, number> = {
	...{ under_review: 0, submitted: 1, self_review: 2, applied: 3, decided: 4 }
};

/** What is assigned to a reviewer and still may be reviewed by them: the latest year first, then by state and code. */
export async function listReviews(
	db: Database,
	{ userId, roles }: Pick<Actor, 'userId' | 'roles'>
): Promise<Review[]> {
	const rows = await db
		.selectFrom('reviewer_assignment')
		.innerJoin('application', 'application.id', 'reviewer_assignment.application_id')
		.innerJoin('round', 'round.id', 'application.round_id')
		.innerJoin('union', 'union.id', 'application.union_id')
		.select(['application.id', 'application.year', 'application.state', 'round.level'])
		.select(['union.id as unionId', 'union.name', 'union.code', 'union.path'])
		.select(roundColumns)
		.where('reviewer_assignment.user_id', '=', userId)
		.where('application.state', '<>', 'withdrawn')
		.$narrowType<{ state: ApplicationState }>()
		.orderBy('application.year', 'desc')
		.orderBy('union.code')
		.execute();
	const open = rows
		.filter(({ path }) => can(roles, 'assessment.review', path))
		.sort((a, b) => b.year - a.year || order[a.state] - order[b.state]);
	const scored = await countScored(
		db,
		open.map(({ id }) => id)
	);
	return open.map((row) => ({
		...{ applicationId: row.id, unionId: row.unionId, name: row.name, code: row.code },
		...{ year: row.year, level: row.level, state: row.state, dates: datesOf(row) },
		scored: scored.get(row.id)?.review ?? 0
	}));
}
