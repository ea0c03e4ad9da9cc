import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';

export interface Withdrawal {
	/** Public: it stands on the page from now on. */
	reason: string;
	/** Those who run the survey, or the union above. */
	from: 'own' | 'above';
}

/**
 * 撤下: the page shows the reason in place of the figures, and the archive says that something was published there. The
 * survey may be published again. Refuses `reason_needed`, `wrong_state`.
 */
export async function withdrawPublication(
	db: Database,
	clock: Clock,
	surveyId: string,
	by: string,
	{ reason, from }: Withdrawal
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		await markWithdrawn(trx, surveyId);
		const taken = await trx
			.updateTable('publication')
			.set({
				...{ withdrawn_by: by, withdrawn_at: toInstant(clock.now()) },
				...{ withdrawn_reason: reason.trim(), withdrawn_from: from }
			})
			.where('survey_id', '=', surveyId)
			.where('withdrawn_at', 'is', null)
			.returning(['seq', 'from_day', 'to_day', 'contact'])
			.executeTakeFirst();
		if (!taken) throw new Refused('wrong_state');
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'withdraw', noun: 'survey', nounId: surveyId },
			detail: { ...taken, reason: reason.trim(), withdrawn_from: from }
		});
	});
}

async function markWithdrawn(trx: Transaction, surveyId: string): Promise<void> {
	const { numUpdatedRows } = await trx
		.updateTable('survey')
		.set({ published_at: null })
		.where('id', '=', surveyId)
		.where('state', 'in', ['published', 'destroyed'])
		.where('published_at', 'is not', null)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
	await trx
		.updateTable('survey')
		.set({ state: 'counted' })
		.where('id', '=', surveyId)
		.where('state', '=', 'published')
		.execute();
	await trx
		.updateTable('result')
		.set({ published_at: null })
		.where('survey_id', '=', surveyId)
		.execute();
}
