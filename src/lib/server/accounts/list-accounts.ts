import type { Role } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { Instant } from '../database/values';
import { hashName, readLocks } from './tries';

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
	/** Since when and by whom, as far as that was kept. */
	disabledAt: Instant | null;
	disabledBy: string | null;
	/** Until when wrong passwords lock it; null: not locked. */
	lockedUntil: Instant | null;
	/** Whether a second factor is asked for. */
	secondFactor: boolean;
	/** The one-time password was not used yet. */
	fresh: boolean;
	roles: AccountRole[];
}

/** All accounts, those in use first, by user name; `chooseAccounts` narrows them. */
export function listAccounts(db: Database, now: Date): Promise<Account[]> {
	return selectAccounts(db, now);
}

/** One account, or undefined. */
export async function readAccount(
	db: Database,
	now: Date,
	userId: string
): Promise<Account | undefined> {
	return (await selectAccounts(db, now, userId))[0];
}

async function selectAccounts(db: Database, now: Date, userId?: string): Promise<Account[]> {
	const users = await db
		.selectFrom('user')
		.leftJoin('user as other', 'other.id', 'user.disabled_by')
		.leftJoin('second_factor as factor', 'factor.user_id', 'user.id')
		.select(['user.id', 'user.username', 'user.name', 'user.disabled'])
		.select(['user.must_change_password as fresh', 'user.disabled_at as disabledAt'])
		.select(['other.name as disabledBy', 'factor.confirmed_at as confirmedAt'])
		.$if(userId !== undefined, (query) => query.where('user.id', '=', userId ?? ''))
		.orderBy('user.disabled')
		.orderBy('user.username')
		.execute();
	const [roles, locks] = [await rolesOf(db, userId), await readLocks(db, now)];
	return users.map(({ username, disabled, fresh, confirmedAt, ...user }) => ({
		...user,
		username: username ?? '',
		disabled: disabled === 1,
		fresh: fresh === 1,
		secondFactor: confirmedAt !== null,
		lockedUntil: locks.get(hashName(username ?? '')) ?? null,
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
