import type { Database } from '../database/open';

/** An account that may be assigned in a round. */
export interface Reviewer {
	userId: string;
	name: string;
	unionName: string;
}

/** The reviewers of a union, of those above it and of those below it, by name; accounts in use only. */
export async function listReviewers(db: Database, unionPath: string): Promise<Reviewer[]> {
	const rows = await db
		.selectFrom('role')
		.innerJoin('user', 'user.id', 'role.user_id')
		.innerJoin('union', 'union.id', 'role.union_id')
		.select(['user.id as userId', 'user.name', 'union.name as unionName'])
		.where('role.role', '=', 'reviewer')
		.where('user.disabled', '=', 0)
		.where(({ eb, or }) =>
			or([
				eb('union.path', 'like', `${unionPath}%`),
				eb('union.id', 'in', unionPath.split('/').filter(Boolean))
			])
		)
		.orderBy('user.name')
		.orderBy('user.id')
		.execute();
	const seen = new Map(rows.map((row) => [row.userId, row]));
	return [...seen.values()];
}

/** The reviewers assigned to applications, by application. */
export async function listAssigned(
	db: Database,
	applicationIds: readonly string[]
): Promise<Map<string, { userId: string; name: string }[]>> {
	if (applicationIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('reviewer_assignment')
		.innerJoin('user', 'user.id', 'reviewer_assignment.user_id')
		.select(['application_id', 'user.id as userId', 'user.name'])
		.where('application_id', 'in', applicationIds)
		.orderBy('user.name')
		.execute();
	const groups = Map.groupBy(rows, (row) => row.application_id);
	return new Map(
		[...groups].map(([id, list]) => [id, list.map(({ userId, name }) => ({ userId, name }))])
	);
}
