import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { KeySetTable } from '../database/schema/custody';
import { transaction } from '../database/transaction';
import { createKeySet } from './key-set';

/** Starts a shared key set (钥匙组): three empty places whose sheets will serve surveys of a union and of all below it. */
export async function createSharedKeySet(
	db: Database,
	clock: Clock,
	keySet: { unionId: string; title: string },
	by: string
): Promise<string> {
	return transaction(db, async (trx) => {
		const id = await createKeySet(trx, clock, { ...keySet, shared: true }, by);
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'create', noun: 'key_set', nounId: id },
			detail: { title: keySet.title }
		});
		return id;
	});
}

/** The shared key sets of a union, the newest first. */
export function listSharedKeySets(db: Database, unionId: string): Promise<KeySetTable[]> {
	return db
		.selectFrom('key_set')
		.selectAll()
		.where('union_id', '=', unionId)
		.where('shared', '=', 1)
		.orderBy('created_at', 'desc')
		.orderBy('id')
		.execute();
}

/** A shared key set of this union, or undefined. */
export function findSharedKeySet(
	db: Database,
	unionId: string,
	id: string
): Promise<KeySetTable | undefined> {
	return db
		.selectFrom('key_set')
		.selectAll()
		.where('id', '=', id)
		.where('union_id', '=', unionId)
		.where('shared', '=', 1)
		.executeTakeFirst();
}
