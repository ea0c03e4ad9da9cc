import { createSurveyWatch } from '../anomalies/survey-watch';
import type { App } from '../app';
import { newSubmissionId } from '../ballots/ballot-paper';
import { submitBallot } from '../ballots/submit-ballot';
import type { DemoAnswers } from './ballots';
import type { OpenDemoSurvey } from './seed-surveys';

/** Casts the ballots, each with one code, for as many as there are codes. */
export async function castAll(
	app: App,
	{ surveyId, codes }: OpenDemoSurvey,
	ballots: readonly DemoAnswers[]
): Promise<void> {
	// All at one instant, which is not to look like somebody answering for the others.
	const unwatched = { ...app, ballots: { ...app.ballots, watch: createSurveyWatch() } };
	await Promise.all(
		ballots.slice(0, codes.length).map(async (answers, index) => {
			const outcome = await submitBallot(unwatched, {
				...{ surveyId, code: codes[index], submissionId: newSubmissionId(), answers }
			});
			if (outcome.kind !== 'accepted') throw new Error(`demo ballot ${outcome.kind}`);
		})
	);
}
