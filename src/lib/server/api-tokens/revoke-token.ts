import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';

/** Ends a token at once: one's own, or anybody's where `anybody`. Refuses `not_found`; a second time changes nothing. */
export async function revokeToken(
	db: Database,
	clock: Clock,
	{ tokenId, anybody }: { tokenId: string; anybody: boolean },
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		const token = await trx
			.selectFrom('api_token')
			.select(['user_id', 'name'])
			.where('id', '=', tokenId)
			.executeTakeFirst();
		if (!token || (token.user_id !== by && !anybody)) throw new Refused('not_found');
		const { numUpdatedRows } = await trx
			.updateTable('api_token')
			.set({ revoked_at: toInstant(clock.now()), revoked_by: by })
			.where('id', '=', tokenId)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) return;
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'revoke', noun: 'api_token', nounId: tokenId },
			detail: { name: token.name, owner: token.user_id }
		});
	});
}
