import { can, type HeldRole } from '$lib/domain/permission';
import type { Role } from '$lib/domain/words';
import type { Database } from '../database/open';

/** Roles that a supervisor gives in the unions below; every other one is an administrator's to give. */
export const supervisorGives: readonly Role[] = ['chair', 'staff', 'reviewer'];

/** The roles that somebody may put into an invitation. */
export function givableRoles(held: readonly HeldRole[], all: readonly Role[]): Role[] {
	if (can(held, 'account.manage')) return [...all];
	return all.filter((role) => supervisorGives.includes(role));
}

/** Whether somebody with the roles `held` may give all of `roles`; the unions are looked up as they are now. */
export async function mayInvite(
	db: Database,
	held: readonly HeldRole[],
	roles: readonly { role: Role; unionId: string }[]
): Promise<boolean> {
	const unions = await db
		.selectFrom('union')
		.select(['id', 'path'])
		.where('closed_at', 'is', null)
		.where(
			'id',
			'in',
			roles.map(({ unionId }) => unionId)
		)
		.execute();
	const paths = new Map(unions.map(({ id, path }) => [id, path]));
	const allowed = givableRoles(held, [...new Set(roles.map(({ role }) => role))]);
	return roles.every(({ role, unionId }) => {
		const path = paths.get(unionId);
		return path !== undefined && allowed.includes(role) && can(held, 'account.invite', path);
	});
}
