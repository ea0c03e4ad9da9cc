import { toFlag } from '../database/values';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';

/** Lets a draft open by itself at its opening time, or takes that back. Refuses `wrong_state`. */
export async function scheduleSurvey(
	db: Database,
	clock: Clock,
	surveyId: string,
	on: boolean,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('survey')
			.set({ scheduled: toFlag(on) })
			.where('id', '=', surveyId)
			.where('state', '=', 'draft')
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
		await recordAudit(trx, clock, {
			userId: by,
			action: on ? 'schedule' : 'unschedule',
			noun: 'survey',
			nounId: surveyId
		});
	});
}
