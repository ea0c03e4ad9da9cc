import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { KeySetTable } from '../database/schema/custody';
import { transaction } from '../database/transaction';
import { createKeySet } from './key-set';

/** Starts a round (钥匙组): three empty places whose sheets will serve surveys of a union and of all below it. */
export async function createRound(
	db: Database,
	clock: Clock,
	round: { unionId: string; title: string },
	by: string
): Promise<string> {
	return transaction(db, async (trx) => {
		const id = await createKeySet(trx, clock, { ...round, shared: true }, by);
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'create', noun: 'key_set', nounId: id },
			detail: { title: round.title }
		});
		return id;
	});
}

/** The rounds of a union, the newest first. */
export function listOwnRounds(db: Database, unionId: string): Promise<KeySetTable[]> {
	return db
		.selectFrom('key_set')
		.selectAll()
		.where('union_id', '=', unionId)
		.where('shared', '=', 1)
		.orderBy('created_at', 'desc')
		.orderBy('id')
		.execute();
}

/** A round of this union, or undefined. */
export function findRound(
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
