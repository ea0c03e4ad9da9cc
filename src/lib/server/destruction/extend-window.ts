import { recordAudit } from '../audit/record-audit';
import type { App } from '../app';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { addDays, readDisputeWindow } from './dispute-window';
import { lockEnded } from './lock-ended';

/**
 * Gives a running dispute more time, by the number of days frozen in the survey, from the present end of the window.
 * Refuses `reason_needed`, and `wrong_state` before the count and once the destruction has begun.
 */
export async function extendWindow(
	app: App,
	surveyId: string,
	reason: string,
	by: string
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(app.db, async (trx) => {
		const survey = await lockEnded(trx, surveyId);
		const window = survey && (await readDisputeWindow(trx, app.rubrics.rules, survey));
		if (!window || window.destruction) throw new Refused('wrong_state');
		const until = addDays(window.endsAt, window.extensionDays);
		const row = { survey_id: surveyId, seq: window.extensions.length + 1, until };
		await trx
			.insertInto('dispute_extension')
			.values({
				...row,
				...{ reason: reason.trim(), extended_by: by, extended_at: toInstant(app.clock.now()) }
			})
			.execute();
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'extend', noun: 'survey', nounId: surveyId },
			detail: { until, reason: reason.trim() }
		});
	});
}
