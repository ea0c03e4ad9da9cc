import type { App } from '../app';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag, toInstant } from '../database/values';
import { Refused } from '../refusals';
import { grantRoles, type NewAccount } from './create-account';
import { endSessions, hashPassword, makePassword, storePassword } from './password';
import { hashName } from './tries';

/** Gives an account a new one-time password, which is returned and kept nowhere. Refuses `not_found`, `forbidden`. */
export async function resetPassword(app: App, userId: string, by: string): Promise<string> {
	const password = makePassword();
	const hash = await hashPassword(app.auth, password);
	await changeAccount(app, userId, by, 'reset_password', async (trx, { username }) => {
		await storePassword(trx, app.clock, { userId, hash }, { temporary: true });
		await forgetFailures(trx, username);
	});
	return password;
}

/** Ends the lock of an account after wrong passwords. Refuses `not_found`, `forbidden`. */
export async function unlockAccount(app: App, userId: string, by: string): Promise<void> {
	await changeAccount(app, userId, by, 'unlock', (trx, { username }) =>
		forgetFailures(trx, username)
	);
}

/** Ends the lock after wrong passwords. */
export async function forgetFailures(trx: Transaction, username: string): Promise<void> {
	await trx.deleteFrom('login_lock').where('name_hash', '=', hashName(username)).execute();
}

/** Lets an account sign in or not; disabling signs it out at once. Refuses `not_found`, `own_account`, `forbidden`. */
export async function setDisabled(
	app: App,
	userId: string,
	disabled: boolean,
	by: string
): Promise<void> {
	// Nobody locks themselves out; so the administrator who acts is always left.
	if (userId === by) throw new Refused('own_account');
	await changeAccount(app, userId, by, disabled ? 'disable' : 'enable', async (trx) => {
		const since = { disabled_at: toInstant(app.clock.now()), disabled_by: by };
		const row = {
			disabled: toFlag(disabled),
			...(disabled ? since : { disabled_at: null, disabled_by: null })
		};
		await trx.updateTable('user').set(row).where('id', '=', userId).execute();
		if (disabled) await endSessions(trx, userId);
	});
}

/**
 * Changes the name and replaces the roles; they hold from the account's next request on.
 * Refuses `not_found`, `forbidden`, and `own_account` where administrators would take their own role away.
 */
export async function editAccount(
	app: App,
	userId: string,
	{ name, roles }: Pick<NewAccount, 'name' | 'roles'>,
	by: string
): Promise<void> {
	if (userId === by && !roles.some(({ role }) => role === 'admin'))
		throw new Refused('own_account');
	await changeAccount(app, userId, by, 'edit', async (trx, user) => {
		const before = { name: user.name, roles: await rolesOf(trx, userId) };
		await trx.updateTable('user').set({ name }).where('id', '=', userId).execute();
		await grantRoles(trx, userId, roles);
		return changesBetween(before, { name, roles: await rolesOf(trx, userId) });
	});
}

async function rolesOf(trx: Transaction, userId: string): Promise<NewAccount['roles']> {
	return trx
		.selectFrom('role')
		.select(['role', 'union_id as unionId'])
		.where('user_id', '=', userId)
		.orderBy('role.union_id')
		.orderBy('role')
		.execute();
}

async function changeAccount(
	{ db, clock }: App,
	nounId: string,
	by: string,
	action: string,
	change: (
		trx: Transaction,
		user: { name: string; username: string }
	) => Promise<Record<string, unknown> | void>
): Promise<void> {
	await transaction(db, async (trx) => {
		await holdAccounts(trx, by, nounId);
		const user = await trx
			.selectFrom('user')
			.select(['name', 'username'])
			.where('id', '=', nounId)
			.executeTakeFirst();
		if (!user) throw new Refused('not_found');
		const detail = (await change(trx, { ...user, username: user.username ?? '' })) ?? {};
		await recordAudit(trx, clock, { userId: by, action, noun: 'user', nounId, detail });
	});
}

/**
 * Holds both accounts until the transaction ends, and makes sure that whoever acts is still an administrator: of two who
 * disable or degrade each other at once, one is left. Refuses `forbidden`.
 */
async function holdAccounts(trx: Transaction, by: string, other: string): Promise<void> {
	await trx
		.updateTable('user')
		.set((eb) => ({ disabled: eb.ref('disabled') }))
		.where('id', 'in', [by, other])
		.execute();
	const administrator = await trx
		.selectFrom('user')
		.innerJoin('role', 'role.user_id', 'user.id')
		.select('user.id')
		.where('user.id', '=', by)
		.where('user.disabled', '=', 0)
		.where('role.role', '=', 'admin')
		.executeTakeFirst();
	if (!administrator) throw new Refused('forbidden');
}
