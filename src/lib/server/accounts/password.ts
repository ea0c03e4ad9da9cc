import { randomInt } from 'node:crypto';
import type { Database } from '../database/open';
import { toFlag } from '../database/values';
import type { Auth } from './auth';

// Without l, 1, I, O, 0: a one-time password is read from a screen or a slip and typed.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A one-time password: 14 characters, about 80 bits. */
export function makePassword(): string {
	return Array.from({ length: 14 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** Sets a password and signs the account out everywhere. `temporary`: it must be changed at the next login. */
export async function setPassword(
	db: Database,
	auth: Auth,
	userId: string,
	password: string,
	{ temporary }: { temporary: boolean }
): Promise<void> {
	const context = await auth.$context;
	await context.internalAdapter.updatePassword(userId, await context.password.hash(password));
	await db.deleteFrom('session').where('user_id', '=', userId).execute();
	await db
		.updateTable('user')
		.set({ must_change_password: toFlag(temporary) })
		.where('id', '=', userId)
		.execute();
}

/** Whether `password` is the account's present one. */
export async function checkPassword(
	auth: Auth,
	userId: string,
	password: string
): Promise<boolean> {
	const context = await auth.$context;
	const accounts = await context.internalAdapter.findAccounts(userId);
	const hash = accounts.find(({ providerId }) => providerId === 'credential')?.password;
	return hash ? context.password.verify({ hash, password }) : false;
}
