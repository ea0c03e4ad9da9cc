import type { App } from '$lib/server/app';
import { publishSurvey, type PublicationNotice } from '$lib/server/publications/publish-survey';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { makeOpenSurvey, satisfied, submit, type TestSurvey } from './open-survey';

export interface EndedSurvey extends TestSurvey {
	/** What lay in the box. */
	ciphertexts: Buffer[];
}

/** What is stated beside published results. */
export const notice: PublicationNotice = {
	days: 7,
	contact: '工会办公室 0512-6000',
	withHistory: false
};

/** An open survey with one ballot per code in its box. */
export async function makeAnsweredSurvey(app: App, ballots = 20): Promise<EndedSurvey> {
	const survey = await makeOpenSurvey(app, { codes: ballots });
	const answers = { ...satisfied, 'home.comment': '食堂好多了' };
	const sent = survey.codes.map((code) => submit(app, survey.surveyId, code, { answers }));
	for (const { kind } of await Promise.all(sent))
		if (kind !== 'accepted') throw new Error(`not accepted: ${kind}`);
	const rows = await app.db
		.selectFrom('ballot')
		.select('ct')
		.where('survey_id', '=', survey.surveyId)
		.execute();
	return { ...survey, ciphertexts: rows.map(({ ct }) => ct) };
}

/** The same, counted and published. */
export async function makePublishedSurvey(app: App, ballots = 20): Promise<EndedSurvey> {
	const survey = await makeAnsweredSurvey(app, ballots);
	await closeSurvey(app, survey.surveyId, survey.by);
	await publishSurvey(app.db, app.clock, survey.surveyId, survey.by, notice);
	return survey;
}
