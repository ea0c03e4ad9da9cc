import type { Role } from '$lib/domain/words';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag, toInstant } from '../database/values';
import { Refused } from '../refusals';
import type { Auth } from './auth';
import { hashPassword, makePassword } from './password';
import { keepPassword } from './password-history';

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
	const password = makePassword();
	// Hashing takes a tenth of a second: not while the transaction holds the database.
	const hash = await hashPassword(auth, password);
	const userId = newId();
	const created = { ...account, id: userId, hash, temporary: true };
	await transaction(db, async (trx) => {
		await insertAccount(trx, clock, created);
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'create', noun: 'user', nounId: userId },
			detail: { username: account.username.toLowerCase(), roles: account.roles }
		});
	});
	return { userId, password };
}

/** Writes an account with its password and roles; `temporary`: the password is a one-time one. Refuses `username_taken`. */
export async function insertAccount(
	trx: Transaction,
	clock: Clock,
	account: NewAccount & { id: string; hash: string; temporary: boolean }
): Promise<void> {
	await insertUser(trx, clock, account);
	await insertCredential(trx, clock, account);
	if (!account.temporary) await keepPassword(trx, account.id, account.hash, toInstant(clock.now()));
	await grantRoles(trx, account.id, account.roles);
}

async function insertUser(
	trx: Transaction,
	clock: Clock,
	{ id, name, temporary, ...typed }: NewAccount & { id: string; temporary: boolean }
): Promise<void> {
	const [at, username] = [toInstant(clock.now()), typed.username.toLowerCase()];
	// better-auth wants an address; `.invalid` can never receive mail.
	const email = `${username}@pingjia.invalid`;
	const fresh = {
		disabled: 0,
		must_change_password: toFlag(temporary),
		email_verified: 0
	} as const;
	const stamps = { created_at: at, updated_at: at, password_set_at: at };
	try {
		await trx
			.insertInto('user')
			.values({ id, name, username, email, image: null, ...fresh, ...stamps })
			.execute();
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refused('username_taken');
		throw error;
	}
}

async function insertCredential(
	trx: Transaction,
	clock: Clock,
	{ id: userId, hash }: { id: string; hash: string }
): Promise<void> {
	const at = toInstant(clock.now());
	const ids = { id: newId(), account_id: userId, user_id: userId };
	await trx
		.insertInto('account')
		.values({ ...ids, provider_id: 'credential', password: hash, created_at: at, updated_at: at })
		.execute();
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
