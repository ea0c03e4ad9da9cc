import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import type { Actor } from './actor';
import { login, refundAttempt, spendAttempt } from './login';
import { checkPassword, hashPassword, storePassword } from './password';
import { isStrongPassword } from './password-policy';

/**
 * Changes one's own password. Every session of the account ends; the `Set-Cookie` lines of a new one are returned.
 * Refuses `bad_password`, `weak_password`, `same_password`, `too_many_logins`.
 */
export async function changePassword(
	app: App,
	actor: Actor,
	{ current, password, address }: { current: string; password: string; address: string }
): Promise<string[]> {
	const { db, auth, clock, loginLimiter } = app;
	// A stolen session must not be able to try passwords without end.
	await spendAttempt(loginLimiter, actor.username, address);
	if (!(await checkPassword(db, auth, actor.userId, current))) throw new Refused('bad_password');
	await refundAttempt(loginLimiter, actor.username, address);
	if (password === current) throw new Refused('same_password');
	if (!isStrongPassword(password, actor.username)) throw new Refused('weak_password');
	const { userId } = actor;
	const hash = await hashPassword(auth, password);
	await transaction(db, async (trx) => {
		await storePassword(trx, userId, hash, { temporary: false });
		await recordAudit(trx, clock, { userId, action: 'set_password', noun: 'user', nounId: userId });
	});
	return login(db, auth, loginLimiter, { username: actor.username, password, address });
}
