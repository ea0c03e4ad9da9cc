import type { Role } from '$lib/domain/words';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import type { Auth } from './auth';
import { makePassword } from './password';

export interface NewAccount {
	username: string;
	name: string;
	roles: { role: Role; unionId: string }[];
}

/**
 * Creates an office account with a one-time password, which is returned and kept nowhere.
 * Refuses `username_taken`.
 */
export async function createAccount(
	db: Database,
	auth: Auth,
	clock: Clock,
	account: NewAccount,
	by: string | null
): Promise<{ userId: string; password: string }> {
	const username = account.username.toLowerCase();
	const taken = await db.selectFrom('user').select('id').where('username', '=', username).execute();
	if (taken.length > 0) throw new Refused('username_taken');
	const context = await auth.$context;
	const password = makePassword();
	const user = await context.internalAdapter.createUser({
		name: account.name,
		// better-auth wants an address; `.invalid` can never receive mail.
		email: `${username}@pingjia.invalid`,
		emailVerified: false,
		username
	});
	await context.internalAdapter.linkAccount({
		userId: user.id,
		accountId: user.id,
		providerId: 'credential',
		password: await context.password.hash(password)
	});
	await db.updateTable('user').set({ must_change_password: 1 }).where('id', '=', user.id).execute();
	await grantRoles(db, user.id, account.roles);
	await recordAudit(db, clock, {
		userId: by,
		action: 'create',
		noun: 'user',
		nounId: user.id,
		detail: { username, roles: account.roles }
	});
	return { userId: user.id, password };
}

/** Replaces all roles of an account. */
export async function grantRoles(
	db: Database,
	userId: string,
	roles: NewAccount['roles']
): Promise<void> {
	await db.deleteFrom('role').where('user_id', '=', userId).execute();
	if (roles.length === 0) return;
	await db
		.insertInto('role')
		.values(roles.map(({ role, unionId }) => ({ user_id: userId, union_id: unionId, role })))
		.execute();
}
