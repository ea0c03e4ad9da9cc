import type { Fraction } from '$lib/domain/fraction';
import type { App } from '../app';
import { countPrinted, listBatches } from '../surveys/list-batches';
import { readSurvey, readTurnout } from '../surveys/read-survey';
import { overviewSurvey, type SurveyOverview } from '../surveys/survey-overview';

/** The survey that a union is busy with: what it needs next, and how many have answered, rounded as for everybody. */
export interface SurveyNow {
	survey: SurveyOverview;
	/** Slips printed so far. */
	printed: number;
	/** Only while it is open. */
	turnout: { eligible: number; returned: number; rate: Fraction | null } | null;
}

/** Reads it; null where it is gone meanwhile. */
export async function readSurveyNow(app: App, surveyId: string): Promise<SurveyNow | null> {
	const survey = await readSurvey(app.db, surveyId);
	if (!survey) return null;
	const printed = countPrinted(await listBatches(app.db, surveyId));
	const overview = await overviewSurvey(app, survey);
	if (survey.state !== 'open') return { survey: overview, printed, turnout: null };
	const { eligible, returned, rate } = await readTurnout(app.db, survey);
	return { survey: overview, printed, turnout: { eligible, returned, rate } };
}
