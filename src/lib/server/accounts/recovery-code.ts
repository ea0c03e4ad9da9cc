import { createHmac } from 'node:crypto';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import type { OfficeKeys } from './office-keys';

const CODES = 8;

/** Hashed with a key outside the database: 60 bits alone could be searched by whoever has a copy. */
function hashOf(keys: OfficeKeys, userId: string, code: string): Buffer {
	return createHmac('sha256', keys.secondFactor).update(`recovery ${userId} ${code}`).digest();
}

/** Replaces the recovery codes; each is 12 characters in groups of four, and readable only now. */
export async function makeRecoveryCodes(
	keys: OfficeKeys,
	trx: Transaction,
	userId: string
): Promise<string[]> {
	const codes = Array.from({ length: CODES }, () => newId(12));
	await trx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
	await trx
		.insertInto('recovery_code')
		.values(
			codes.map((code) => ({ user_id: userId, hash: hashOf(keys, userId, code), used_at: null }))
		)
		.execute();
	return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}

/** Takes a recovery code, once, in whatever case and with or without its dashes. */
export async function spendRecoveryCode(app: App, userId: string, code: string): Promise<boolean> {
	const plain = code.toLowerCase().replace(/[\s-]/g, '');
	const { numUpdatedRows } = await app.db
		.updateTable('recovery_code')
		.set({ used_at: toInstant(app.clock.now()) })
		.where('user_id', '=', userId)
		.where('hash', '=', hashOf(app.keys, userId, plain))
		.where('used_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** How many are left. */
export async function countRecoveryCodes(db: Database, userId: string): Promise<number> {
	const { count } = await db
		.selectFrom('recovery_code')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('user_id', '=', userId)
		.where('used_at', 'is', null)
		.executeTakeFirstOrThrow();
	return count;
}

/** New recovery codes in place of all former ones. Refuses `not_found` where there is no second factor. */
export async function renewRecoveryCodes(app: App, userId: string): Promise<string[]> {
	return transaction(app.db, async (trx) => {
		const factor = await trx
			.selectFrom('second_factor')
			.select('user_id')
			.where('user_id', '=', userId)
			.where('confirmed_at', 'is not', null)
			.executeTakeFirst();
		if (!factor) throw new Refused('not_found');
		const entry = { userId, noun: 'user', nounId: userId };
		await recordAudit(trx, app.clock, { ...entry, action: 'renew_recovery_codes' });
		return makeRecoveryCodes(app.keys, trx, userId);
	});
}
