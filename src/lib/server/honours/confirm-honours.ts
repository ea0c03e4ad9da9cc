import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { findHolder, type Holder } from './holder';

/**
 * Confirms that every title of a holder is entered, so that one which is not there is known not to be held.
 * Confirming twice changes nothing. Refuses `not_found` for a stranger.
 */
export async function confirmHonours(
	db: Database,
	clock: Clock,
	holder: Holder,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		const { person_id } = await findHolder(trx, holder);
		const holderId = person_id ?? holder.unionId;
		const kind = person_id === null ? 'union' : 'person';
		const { numInsertedOrUpdatedRows } = await trx
			.insertInto('honour_check')
			.values({
				...{ holder: kind, holder_id: holderId },
				...{ checked_by: by, checked_at: toInstant(clock.now()) }
			})
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (numInsertedOrUpdatedRows !== 1n) return;
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'confirm', noun: 'honour' },
			...{ nounId: holderId, unionId: holder.unionId, detail: { holder: kind } }
		});
	});
}
