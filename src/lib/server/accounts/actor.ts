import type { HeldRole } from '$lib/domain/permission';
import type { Database } from '../database/open';
import type { Auth } from './auth';

/** The signed-in account of a request, with the roles it holds. */
export interface Actor {
	userId: string;
	name: string;
	username: string;
	mustChangePassword: boolean;
	roles: (HeldRole & { unionName: string })[];
}

/** Who sent the request, or null; a disabled account is nobody. */
export async function readActor(db: Database, auth: Auth, headers: Headers): Promise<Actor | null> {
	const session = await auth.api.getSession({ headers });
	return session ? readActorById(db, session.user.id) : null;
}

/** An account with the roles it holds now, or null; a disabled account is nobody. */
export async function readActorById(db: Database, userId: string): Promise<Actor | null> {
	const user = await db
		.selectFrom('user')
		.select(['id', 'name', 'username', 'disabled', 'must_change_password'])
		.where('id', '=', userId)
		.executeTakeFirst();
	if (!user || user.disabled) return null;
	const roles = await db
		.selectFrom('role')
		.innerJoin('union', 'union.id', 'role.union_id')
		.select(['role.role', 'role.union_id as unionId', 'union.path', 'union.name as unionName'])
		.where('role.user_id', '=', user.id)
		.orderBy('union.path')
		.execute();
	return {
		userId: user.id,
		name: user.name,
		username: user.username ?? '',
		mustChangePassword: user.must_change_password === 1,
		roles
	};
}
