import { compare, type Fraction } from '$lib/domain/fraction';
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

/** What the supervisor had in view when agreeing. */
export interface SeenDraft {
	minTurnout: Fraction;
	eligible: number;
}

/**
 * Records the supervisor's consent to a draft's low minimum turnout, as it was `seen`.
 * Refuses `reason_needed`, `wrong_state`, and `stale` when the draft says something else by now.
 */
export async function consentToTurnout(
	db: Database,
	clock: Clock,
	surveyId: string,
	reason: string,
	by: string,
	seen: SeenDraft | null = null
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const survey = await trx
			.updateTable('survey')
			.set({ consent_by: by, consent_reason: reason.trim() })
			.where('id', '=', surveyId)
			.where('state', '=', 'draft')
			.returningAll()
			.executeTakeFirst();
		if (!survey) throw new Refused('wrong_state');
		const { min_turnout_num: num, min_turnout_den: den, eligible } = survey;
		if (
			seen &&
			(seen.minTurnout.num !== num || seen.minTurnout.den !== den || seen.eligible !== eligible)
		)
			throw new Refused('stale');
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'consent', noun: 'survey', nounId: surveyId },
			detail: { reason: reason.trim(), min_turnout: { num, den }, eligible }
		});
	});
}
