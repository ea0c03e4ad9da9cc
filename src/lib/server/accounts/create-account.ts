import type { Role } from '$lib/domain/words';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import type { Auth } from './auth';
import { hashPassword, makePassword } from './password';

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
	const password = makePassword();
	// Hashing takes a tenth of a second: not while the transaction holds the database.
	const hash = await hashPassword(auth, password);
	const userId = newId();
	await transaction(db, async (trx) => {
		await insertUser(trx, clock, { id: userId, username, name: account.name });
		await insertCredential(trx, clock, userId, hash);
		await grantRoles(trx, userId, account.roles);
		await recordAudit(trx, clock, {
			userId: by,
			action: 'create',
			noun: 'user',
			nounId: userId,
			detail: { username, roles: account.roles }
		});
	});
	return { userId, password };
}

async function insertUser(
	trx: Transaction,
	clock: Clock,
	user: { id: string; username: string; name: string }
): Promise<void> {
	const at = toInstant(clock.now());
	// better-auth wants an address; `.invalid` can never receive mail.
	const email = `${user.username}@pingjia.invalid`;
	const fresh = { disabled: 0, must_change_password: 1, email_verified: 0, image: null } as const;
	try {
		await trx
			.insertInto('user')
			.values({ ...user, ...fresh, email, created_at: at, updated_at: at })
			.execute();
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refused('username_taken');
		throw error;
	}
}

async function insertCredential(
	trx: Transaction,
	clock: Clock,
	userId: string,
	password: string
): Promise<void> {
	const at = toInstant(clock.now());
	const ids = { id: newId(), account_id: userId, user_id: userId };
	await trx
		.insertInto('account')
		.values({ ...ids, provider_id: 'credential', password, created_at: at, updated_at: at })
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
