import { createHash, randomBytes } from 'node:crypto';
import type { Holder } from '$lib/domain/custody/box-key';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Custodian, KeySetTable } from '../database/schema/custody';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { isToken } from './token';

/** A holder, found by the token in the holder's link. */
export interface Invited {
	keySet: KeySetTable;
	custodian: Custodian;
}

/**
 * Makes the link's token (22 characters) for a place; a link handed out before stops working. Refuses `not_found`.
 */
export async function inviteHolder(
	db: Database,
	clock: Clock,
	place: { keySetId: string; idx: Holder },
	by: string
): Promise<string> {
	const token = randomBytes(16).toString('base64url');
	await transaction(db, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('custodian')
			.set({ invite: hashOf(token), challenge: randomBytes(32) })
			.where('key_set_id', '=', place.keySetId)
			.where('idx', '=', place.idx)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('not_found');
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'invite', noun: 'key_set', nounId: place.keySetId },
			detail: { holder: place.idx }
		});
	});
	return token;
}

/** Whose link it is, or null. */
export async function findInvited(db: Database, token: unknown): Promise<Invited | null> {
	if (!isToken(token)) return null;
	const custodian = await db
		.selectFrom('custodian')
		.selectAll()
		.where('invite', '=', hashOf(token))
		.executeTakeFirst();
	if (!custodian) return null;
	const keySet = await db
		.selectFrom('key_set')
		.selectAll()
		.where('id', '=', custodian.key_set_id)
		.executeTakeFirstOrThrow();
	return { keySet, custodian };
}

function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}
