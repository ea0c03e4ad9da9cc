import { compare, type Fraction } from '$lib/domain/fraction';
import type { Custody, Rules } from '$lib/domain/rules';
import type { Mode } from '$lib/domain/words';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { refuseOwnAct } from './own-act';

/** What the supervisor may have to agree to: a low minimum turnout, a mode or a custody that counts only then. */
export type Weakness = 'turnout' | 'mode' | 'custody';

type Terms = Pick<Survey, 'min_turnout_num' | 'min_turnout_den' | 'mode' | 'paper' | 'custody'>;

/** What of a draft the rules let count only with the supervisor's recorded consent, so that it cannot open before. */
export function weaknessesOf(survey: Terms, { turnout, modes, custody }: Rules): Weakness[] {
	const stated = { num: survey.min_turnout_num, den: survey.min_turnout_den };
	const low = turnout.lower_needs_consent && compare(stated, turnout.minimum) < 0;
	const used: Mode[] = [survey.mode, ...(survey.paper === 1 ? ['paper' as const] : [])];
	return [
		// A poster has no turnout, and nothing makes it count.
		...(low && survey.mode !== 'poster' ? ['turnout' as const] : []),
		...(used.some((mode) => modes[mode].scoring === 'supervisor_consent') ? ['mode' as const] : []),
		...(custody[survey.custody] === 'supervisor_consent' ? ['custody' as const] : [])
	];
}

/** What the supervisor had in view when agreeing. */
export interface SeenDraft {
	minTurnout: Fraction;
	eligible: number;
	mode: Mode;
	paper: boolean;
	custody: Custody;
}

/**
 * Records the supervisor's consent to what is weak in a draft, as it was `seen`; any edit of the draft ends it.
 * Refuses `reason_needed`, `wrong_state`, `own_act`, and `stale` when the draft says something else by now.
 */
export async function consentToDraft(
	{ db, clock, rules }: { db: Database; clock: Clock; rules: Rules },
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
		await refuseOwnAct(trx, surveyId, by);
		if (seen && !isSame(seen, survey)) throw new Refused('stale');
		const { min_turnout_num: num, min_turnout_den: den, eligible, mode, custody } = survey;
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'consent', noun: 'survey', nounId: surveyId },
			detail: {
				...{ reason: reason.trim(), min_turnout: { num, den }, eligible, mode, custody },
				...{ paper: survey.paper === 1, weaknesses: weaknessesOf(survey, rules) }
			}
		});
	});
}

function isSame(
	{ minTurnout, eligible, mode, paper, custody }: SeenDraft,
	survey: Survey
): boolean {
	return (
		minTurnout.num === survey.min_turnout_num &&
		minTurnout.den === survey.min_turnout_den &&
		eligible === survey.eligible &&
		mode === survey.mode &&
		paper === (survey.paper === 1) &&
		custody === survey.custody
	);
}
