import { recordAudit } from '../audit/record-audit';
import { closeBox } from '../ballots/close-box';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, type Instant } from '../database/values';
import { Refused } from '../refusals';
import { voidResults } from '../results/void-results';
import { refuseOwnAct } from './own-act';

/**
 * 作废: takes a survey out of the running for good, with a reason, so that its year may be repeated. Its results, if it
 * has any, become void with it; ballots not yet counted are never opened. Refuses `reason_needed`, `wrong_state`,
 * `own_act`.
 */
export async function voidSurvey(
	db: Database,
	clock: Clock,
	surveyId: string,
	reason: string,
	by: string
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		await markVoid(trx, surveyId, {
			void_at: toInstant(clock.now()),
			void_by: by,
			void_reason: reason.trim()
		});
		await refuseOwnAct(trx, surveyId, by);
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'void', noun: 'survey', nounId: surveyId },
			detail: { reason: reason.trim() }
		});
	});
}

/** The row and its results; for whoever has a reason and an audit line of their own. Refuses `wrong_state`. */
export async function markVoid(
	trx: Transaction,
	surveyId: string,
	why: { void_at: Instant; void_by: string | null; void_reason: string }
): Promise<void> {
	const survey = await trx
		.updateTable('survey')
		.set({ state: 'void', ...why })
		.where('id', '=', surveyId)
		.where('state', 'in', ['open', 'closed', 'counted', 'published'])
		.returningAll()
		.executeTakeFirst();
	if (!survey) throw new Refused('wrong_state');
	await closeBox(trx, surveyId, 'void');
	await trx
		.updateTable('survey_subject')
		.set({ live: 0 })
		.where('survey_id', '=', surveyId)
		.execute();
	await voidResults(trx, survey, why.void_at);
}
