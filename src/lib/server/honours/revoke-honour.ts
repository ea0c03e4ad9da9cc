import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { listHonours } from './list-honours';

export interface Revocation {
	/** The union in whose register the title stands. */
	unionId: string;
	honourId: string;
	/** From this year on it is not held any more. */
	year: number;
	reason: string;
}

/** Takes a title away from a year on. Refuses `reason_needed`, `not_found`, `revoked_before_award`, `stale`. */
export async function revokeHonour(
	db: Database,
	clock: Clock,
	revocation: Revocation,
	by: string
): Promise<void> {
	const { unionId, honourId, year } = revocation;
	const reason = revocation.reason.trim();
	if (reason === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const honour = (await listHonours(trx, unionId)).find(({ id }) => id === honourId);
		if (!honour) throw new Refused('not_found');
		if (year < honour.year) throw new Refused('revoked_before_award');
		const { numUpdatedRows } = await trx
			.updateTable('honour')
			.set({ revoked_year: year })
			.where('id', '=', honourId)
			.where('revoked_year', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('stale');
		const revoked = { revoked_by: by, revoked_at: toInstant(clock.now()) };
		await trx
			.insertInto('honour_revocation')
			.values({ honour_id: honourId, reason, ...revoked })
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'revoke', noun: 'honour', nounId: honourId },
			detail: { year, reason }
		});
	});
}
