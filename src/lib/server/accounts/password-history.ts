import { newId } from '../database/id';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import type { Instant } from '../database/values';
import type { Auth } from './auth';
import { REMEMBERED } from './password-policy';

async function recentHashes(db: Database, userId: string): Promise<{ id: string; hash: string }[]> {
	return db
		.selectFrom('password_history')
		.select(['id', 'hash'])
		.where('user_id', '=', userId)
		.orderBy('set_at', 'desc')
		.orderBy('id')
		.execute();
}

/** Whether the account used the password lately. */
export async function wasUsedLately(
	db: Database,
	auth: Auth,
	userId: string,
	password: string
): Promise<boolean> {
	const context = await auth.$context;
	for (const { hash } of await recentHashes(db, userId))
		if (await context.password.verify({ hash, password })) return true;
	return false;
}

/** Keeps a password that its owner chose, and no more of the former ones than the rule looks at. */
export async function keepPassword(
	trx: Transaction,
	userId: string,
	hash: string,
	at: Instant
): Promise<void> {
	await trx
		.insertInto('password_history')
		.values({ id: newId(), user_id: userId, hash, set_at: at })
		.execute();
	const old = (await recentHashes(trx, userId)).slice(REMEMBERED).map(({ id }) => id);
	if (old.length > 0) await trx.deleteFrom('password_history').where('id', 'in', old).execute();
}
