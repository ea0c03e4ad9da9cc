import { recordAudit } from '../audit/record-audit';
import type { App } from '../app';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { readDisputeWindow } from './dispute-window';
import { lockEnded } from './lock-ended';

/**
 * The point of no return: a survey whose window is over becomes `destroyed` (a void one stays void), and its box may be
 * emptied from now on. Does nothing while the window runs, or when it has begun already.
 */
export async function beginDestruction(app: App, surveyId: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		const survey = await lockEnded(trx, surveyId);
		const window = survey && (await readDisputeWindow(trx, app.rubrics.rules, survey));
		const now = toInstant(app.clock.now());
		if (!window || window.destruction || window.endsAt > now) return;
		await trx
			.insertInto('destruction')
			.values({ survey_id: surveyId, begun_at: now, erased_at: null, completed_at: null })
			.execute();
		if (survey.state !== 'void') await markDestroyed(trx, surveyId);
		await recordAudit(trx, app.clock, {
			...{ userId: null, action: 'destroy_begin', noun: 'survey', nounId: surveyId },
			detail: { window_ended: window.endsAt }
		});
	});
}

async function markDestroyed(trx: Transaction, surveyId: string): Promise<void> {
	await trx.updateTable('survey').set({ state: 'destroyed' }).where('id', '=', surveyId).execute();
}
