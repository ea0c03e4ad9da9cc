import { randomInt } from 'node:crypto';
import type { App } from '../app';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag, toInstant } from '../database/values';
import type { Clock } from '../clock';
import type { Auth } from './auth';
import { keepPassword } from './password-history';

// Without l, 1, I, O, 0: a one-time password is read from a screen or a slip and typed.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A one-time password: 14 characters, about 80 bits. */
export function makePassword(): string {
	return Array.from({ length: 14 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

export async function hashPassword(auth: Auth, password: string): Promise<string> {
	const context = await auth.$context;
	return context.password.hash(password);
}

/** Sets a password and signs the account out everywhere. `temporary`: it must be changed at the next login. */
export async function setPassword(
	{ db, auth, clock }: Pick<App, 'db' | 'auth' | 'clock'>,
	userId: string,
	password: string,
	options: { temporary: boolean }
): Promise<void> {
	const hash = await hashPassword(auth, password);
	await transaction(db, (trx) => storePassword(trx, clock, { userId, hash }, options));
}

/** `setPassword` as part of a larger change, with the password hashed before the transaction began. */
export async function storePassword(
	trx: Transaction,
	clock: Clock,
	{ userId, hash }: { userId: string; hash: string },
	{ temporary }: { temporary: boolean }
): Promise<void> {
	const at = toInstant(clock.now());
	await trx
		.updateTable('account')
		.set({ password: hash })
		.where('user_id', '=', userId)
		.where('provider_id', '=', 'credential')
		.execute();
	if (!temporary) await keepPassword(trx, userId, hash, at);
	await endSessions(trx, userId);
	await trx
		.updateTable('user')
		.set({ must_change_password: toFlag(temporary), password_set_at: at })
		.where('id', '=', userId)
		.execute();
}

/** Signs the account out everywhere. */
export async function endSessions(db: Database, userId: string): Promise<void> {
	await db.deleteFrom('session').where('user_id', '=', userId).execute();
}

/** Whether `password` is the account's present one. */
export async function checkPassword(
	db: Database,
	auth: Auth,
	userId: string,
	password: string
): Promise<boolean> {
	const credential = await db
		.selectFrom('account')
		.select('password')
		.where('user_id', '=', userId)
		.where('provider_id', '=', 'credential')
		.executeTakeFirst();
	if (!credential) return false;
	const context = await auth.$context;
	return context.password.verify({ hash: credential.password, password });
}
