import { compare } from '$lib/domain/fraction';
import type { Rules } from '$lib/domain/rules';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';

/** Whether the draft states a minimum turnout below the rule, so that the supervisor has to agree before it opens. */
export function needsConsent(
	survey: Pick<Survey, 'min_turnout_num' | 'min_turnout_den'>,
	{ turnout }: Rules
): boolean {
	const stated = { num: survey.min_turnout_num, den: survey.min_turnout_den };
	return turnout.lower_needs_consent && compare(stated, turnout.minimum) < 0;
}

/** Records the supervisor's consent to a draft's low minimum turnout. Refuses `reason_needed`, `wrong_state`. */
export async function consentToTurnout(
	db: Database,
	clock: Clock,
	surveyId: string,
	reason: string,
	by: string
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('survey')
			.set({ consent_by: by, consent_reason: reason.trim() })
			.where('id', '=', surveyId)
			.where('state', '=', 'draft')
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'consent', noun: 'survey', nounId: surveyId },
			detail: { reason: reason.trim() }
		});
	});
}
