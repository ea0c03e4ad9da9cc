import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import type { Actor } from './actor';
import { checkPassword, hashPassword, storePassword } from './password';
import { wasUsedLately } from './password-history';
import { isStrongPassword } from './password-policy';
import { startSession } from './session';
import { forgetTries, spendTry, type Try } from './tries';

/** Where a try comes from, of somebody who is signed in. */
export type Place = Omit<Try, 'username'>;

/**
 * Asks who is signed in for the password again. A stolen session must not be able to try passwords without end.
 * Refuses `bad_password`, `too_many_logins`, `account_locked`.
 */
export async function proveOwner(
	app: App,
	{ userId, username }: Pick<Actor, 'userId' | 'username'>,
	{ current, ...place }: Place & { current: string }
): Promise<void> {
	const tried = { ...place, username };
	await spendTry(app, tried);
	if (!(await checkPassword(app.db, app.auth, userId, current))) throw new Refused('bad_password');
	await forgetTries(app, tried);
}

/**
 * Changes one's own password. Every session of the account ends; the `Set-Cookie` lines of a new one are returned.
 * Refuses `bad_password`, `weak_password`, `same_password`, `used_password`, `too_many_logins`, `account_locked`.
 */
export async function changePassword(
	app: App,
	actor: Actor,
	{ current, password, ...place }: Place & { current: string; password: string }
): Promise<string[]> {
	const { db, auth, clock } = app;
	const { userId } = actor;
	await proveOwner(app, actor, { ...place, current });
	if (password === current) throw new Refused('same_password');
	if (!isStrongPassword(password, actor.username)) throw new Refused('weak_password');
	if (await wasUsedLately(db, auth, userId, password)) throw new Refused('used_password');
	const hash = await hashPassword(auth, password);
	await transaction(db, async (trx) => {
		await storePassword(trx, clock, { userId, hash }, { temporary: false });
		await recordAudit(trx, clock, { userId, action: 'set_password', noun: 'user', nounId: userId });
	});
	return startSession(app, userId, { pending: false });
}
