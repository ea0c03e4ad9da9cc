import type { Role } from '$lib/domain/words';
import type { Database } from '../database/open';

export interface AccountRole {
	role: Role;
	unionId: string;
	unionCode: string;
	unionName: string;
}

/** An office account as the administrator sees it. */
export interface Account {
	id: string;
	username: string;
	name: string;
	disabled: boolean;
	/** The one-time password was not used yet. */
	fresh: boolean;
	roles: AccountRole[];
}

/** The accounts whose user name, name or union contains `text` (all for none), those in use first, by user name. */
export async function listAccounts(db: Database, text = ''): Promise<Account[]> {
	const wanted = text.toLowerCase();
	const accounts = await selectAccounts(db);
	return accounts.filter(({ username, name, roles }) =>
		[username, name, ...roles.flatMap(({ unionCode, unionName }) => [unionCode, unionName])].some(
			(word) => word.toLowerCase().includes(wanted)
		)
	);
}

/** One account, or undefined. */
export async function readAccount(db: Database, userId: string): Promise<Account | undefined> {
	return (await selectAccounts(db, userId))[0];
}

async function selectAccounts(db: Database, userId?: string): Promise<Account[]> {
	const users = await db
		.selectFrom('user')
		.select(['id', 'username', 'name', 'disabled', 'must_change_password'])
		.$if(userId !== undefined, (query) => query.where('id', '=', userId ?? ''))
		.orderBy('disabled')
		.orderBy('username')
		.execute();
	const roles = await rolesOf(db, userId);
	return users.map(({ username, disabled, must_change_password, ...user }) => ({
		...user,
		username: username ?? '',
		disabled: disabled === 1,
		fresh: must_change_password === 1,
		roles: roles.get(user.id) ?? []
	}));
}

async function rolesOf(db: Database, userId?: string): Promise<Map<string, AccountRole[]>> {
	const rows = await db
		.selectFrom('role')
		.innerJoin('union', 'union.id', 'role.union_id')
		.select(['user_id', 'role', 'union_id', 'code', 'union.name'])
		.$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
		.orderBy('code')
		.execute();
	const roles = new Map<string, AccountRole[]>();
	for (const { user_id, role, union_id: unionId, code: unionCode, name: unionName } of rows)
		roles.set(user_id, [...(roles.get(user_id) ?? []), { role, unionId, unionCode, unionName }]);
	return roles;
}
