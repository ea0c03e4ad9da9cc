import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { closeBox } from '../ballots/close-box';
import { keepCheckpoint } from '../ballots/keep-checkpoints';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { countSurvey } from '../results/count-survey';

/**
 * Closes an open survey and counts it, unless trustees keep its key: then it stays closed until two of them open it. `by` is null when it closes on time by itself. Closing is durable before counting
 * starts: if the server stops in between, the timekeeper counts at the next start. Refuses `wrong_state`.
 */
export async function closeSurvey(app: App, surveyId: string, by: string | null): Promise<void> {
	await transaction(app.db, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('survey')
			.set({ state: 'closed', closed_at: toInstant(app.clock.now()) })
			.where('id', '=', surveyId)
			.where('state', '=', 'open')
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
		await closeBox(trx, surveyId);
		await recordAudit(trx, app.clock, {
			userId: by,
			action: 'close',
			noun: 'survey',
			nounId: surveyId
		});
	});
	await keepCheckpoint(app, surveyId);
	await countSurvey(app, surveyId);
}
