import type { SurveyState } from '$lib/domain/words';
import type { App } from '../app';
import { toInstant, type Instant } from '../database/values';
import { isSurveyId } from './survey-secrets';

/** What a survey is to a member; `closed` covers everything after the end, counted or not. */
export type Phase = 'not_open' | 'open' | 'closed' | 'void';

/** An open survey is over when its time has come, whether or not somebody has closed it yet. */
export function phaseOf(state: SurveyState, closesAt: Instant, now: Instant): Phase {
	if (state === 'draft') return 'not_open';
	if (state === 'void') return 'void';
	return state === 'open' && now < closesAt ? 'open' : 'closed';
}

/** The phase as it is now, or null for an id that is none. */
export async function findPhase(app: App, surveyId: unknown): Promise<Phase | null> {
	if (!isSurveyId(surveyId)) return null;
	const survey = await app.db
		.selectFrom('survey')
		.select(['state', 'closes_at'])
		.where('id', '=', surveyId)
		.executeTakeFirst();
	return survey ? phaseOf(survey.state, survey.closes_at, toInstant(app.clock.now())) : null;
}
