import type { App } from '$lib/server/app';
import { keepCheckpoints } from '$lib/server/ballots/keep-checkpoints';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import type { TestClock } from './clock';
import { makeOpenSurvey, submit, type TestSurvey } from './open-survey';

export interface CountedSurvey extends TestSurvey {
	/** What was answered: 满意 of `ballots`, 不满意 the rest. */
	satisfied: number;
	ballots: number;
}

/**
 * A survey of 65 codes over three days, with a second batch, a daily checkpoint, void codes, comments and a box that is
 * shut and counted.
 */
export async function makeCountedSurvey(app: App, clock: TestClock): Promise<CountedSurvey> {
	const survey = await makeOpenSurvey(app, { codes: 45, eligible: 65 });
	const answered = survey.codes.slice(0, 42);
	for (const [index, code] of answered.entries()) {
		if (index === 30) {
			clock.advance(24 * 60);
			await keepCheckpoints(app);
		}
		const overall = index % 7 === 0 ? 'dissatisfied' : 'satisfied';
		const answers = {
			'home.overall': overall,
			'chair.overall': 'satisfied',
			...(index % 4 === 0 ? { 'home.comment': `意见 ${index}` } : {})
		};
		await submit(app, survey.surveyId, code, { answers });
	}
	await closeSurvey(app, survey.surveyId, survey.by);
	return { ...survey, ballots: 42, satisfied: 36 };
}
