import { can, type HeldRole } from '$lib/domain/permission';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';

export interface Assigning {
	roundId: string;
	userId: string;
	applicationIds: readonly string[];
}

/** How many applications the reviewer got, and the unions that the reviewer may not review. */
export interface Assigned {
	assigned: number;
	refused: { name: string; own: boolean }[];
}

/**
 * Assigns a reviewer to applications of a round. Nobody reviews a union in which they hold any role, nor one outside of
 * the reach of their role; those are left out and named. Refuses `not_found` for a disabled account or no reviewer, and
 * `own_reviewers` where one of the unions is that of whoever assigns.
 */
export async function assignReviewer(
	db: Database,
	clock: Clock,
	assigning: Assigning,
	by: string
): Promise<Assigned> {
	return transaction(db, async (trx) => {
		const roles = await rolesOf(trx, assigning.userId);
		if (!can(roles, 'assessment.review')) throw new Refused('not_found');
		const outcome: Assigned = { assigned: 0, refused: [] };
		const unions = await selectUnions(trx, assigning);
		await refuseOwnUnion(trx, by, unions);
		for (const { id, name, path } of unions) {
			if (!can(roles, 'assessment.review', path)) {
				outcome.refused.push({ name, own: roles.some((role) => role.path === path) });
				continue;
			}
			if (await insertAssignment(trx, clock, { applicationId: id, ...assigning }, by))
				outcome.assigned++;
		}
		return outcome;
	});
}

/** Takes a reviewer off applications of a round; what they scored stays. Returns how many there were. Refuses `own_reviewers`. */
export async function unassignReviewer(
	db: Database,
	clock: Clock,
	{ roundId, userId, applicationIds }: Assigning,
	by: string
): Promise<number> {
	return transaction(db, async (trx) => {
		let removed = 0;
		const unions = await selectUnions(trx, { roundId, applicationIds });
		await refuseOwnUnion(trx, by, unions);
		for (const { id } of unions) {
			const row = await trx
				.deleteFrom('reviewer_assignment')
				.where('application_id', '=', id)
				.where('user_id', '=', userId)
				.returning('user_id')
				.executeTakeFirst();
			if (!row) continue;
			removed++;
			await auditAssignment(trx, clock, { applicationId: id, userId, action: 'unassign' }, by);
		}
		return removed;
	});
}

/** Nobody chooses who reviews a union in which they hold a role themselves. Refuses `own_reviewers`. */
async function refuseOwnUnion(
	trx: Transaction,
	by: string,
	unions: readonly { path: string }[]
): Promise<void> {
	const roles = await rolesOf(trx, by);
	if (unions.some(({ path }) => roles.some((role) => role.path === path)))
		throw new Refused('own_reviewers');
}

async function rolesOf(trx: Transaction, userId: string): Promise<HeldRole[]> {
	return trx
		.selectFrom('role')
		.innerJoin('union', 'union.id', 'role.union_id')
		.innerJoin('user', 'user.id', 'role.user_id')
		.select(['role.role', 'role.union_id as unionId', 'union.path'])
		.where('role.user_id', '=', userId)
		.where('user.disabled', '=', 0)
		.execute();
}

/** Variables in one statement; SQLite takes 32,766. */
const CHUNK = 1000;

async function selectUnions(
	trx: Transaction,
	{ roundId, applicationIds }: Pick<Assigning, 'roundId' | 'applicationIds'>
) {
	const found = [];
	for (let i = 0; i < applicationIds.length; i += CHUNK)
		found.push(
			...(await trx
				.selectFrom('application')
				.innerJoin('union', 'union.id', 'application.union_id')
				.select(['application.id', 'union.name', 'union.path'])
				.where('application.round_id', '=', roundId)
				.where('application.id', 'in', applicationIds.slice(i, i + CHUNK))
				.where('application.state', '<>', 'withdrawn')
				.orderBy('union.code')
				.execute())
		);
	return found;
}

async function insertAssignment(
	trx: Transaction,
	clock: Clock,
	{ applicationId, userId }: { applicationId: string; userId: string },
	by: string
): Promise<boolean> {
	const row = await trx
		.insertInto('reviewer_assignment')
		.values({
			...{ application_id: applicationId, user_id: userId },
			...{ assigned_by: by, assigned_at: toInstant(clock.now()) }
		})
		.onConflict((conflict) => conflict.columns(['application_id', 'user_id']).doNothing())
		.returning('user_id')
		.executeTakeFirst();
	if (!row) return false;
	await auditAssignment(trx, clock, { applicationId, userId, action: 'assign' }, by);
	return true;
}

async function auditAssignment(
	trx: Transaction,
	clock: Clock,
	{ applicationId, userId, action }: { applicationId: string; userId: string; action: string },
	by: string
): Promise<void> {
	await recordAudit(trx, clock, {
		...{ userId: by, action, noun: 'application', nounId: applicationId },
		detail: { reviewer: userId }
	});
}
