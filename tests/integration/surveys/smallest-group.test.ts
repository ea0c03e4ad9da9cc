import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { listSurveyResults } from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { draftSurvey, editDraft } from '$lib/server/surveys/draft-survey';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { overviewSurvey } from '$lib/server/surveys/survey-overview';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser } from '../support/factories';
import { surveyDraft } from '../support/survey-draft';
import { ballotsOf, cast } from '../support/votes';

/** A counted survey that states its own k, answered by so many. */
async function counted(app: App, smallestGroup: number | null, ballots: number) {
	const unionId = await makeUnion(app);
	await makeChair(app, unionId);
	const by = await makeUser(app, { unionId });
	const draft = surveyDraft(unionId, { eligible: 40 });
	const surveyId = await draftSurvey(app.db, app.clock, draft, by);
	await editDraft(app.db, app.clock, surveyId, { ...draft, smallestGroup }, by);
	const codes = await issueCodes(app, surveyId, { size: 40, voidUnused: false }, by);
	await openSurvey(app, surveyId, by);
	await cast(app, { surveyId, codes }, ballotsOf(app, { satisfied: ballots - 1, dissatisfied: 1 }));
	await closeSurvey(app, surveyId, by);
	const [result] = await listSurveyResults(app.db, surveyId);
	const survey = await readSurvey(app.db, surveyId);
	return { result, draft, by, surveyId, smallest: (await overviewSurvey(app, survey!)).smallest };
}

describeEachEngine('a survey that states its own k', (engine) => {
	test.each([
		[null, 9, 'suppressed', 10],
		[null, 10, 'full', 10],
		[20, 19, 'suppressed', 20],
		[20, 20, 'full', 20],
		[5, 4, 'suppressed', 5],
		[5, 5, 'full', 5],
		// Below the floor of the rules nothing is shown, whatever a draft says.
		[2, 4, 'suppressed', 5]
	] as const)('k %s, %i ballots: %s, and k %i stands on it', async (k, n, disclosure, smallest) => {
		const app = await engine.createApp();
		const survey = await counted(app, k, n);
		expect(survey.result).toMatchObject({ disclosure });
		expect(survey.smallest).toBe(smallest);
		const again = { ...survey.draft, smallestGroup: 7 };
		await expect(
			editDraft(app.db, app.clock, survey.surveyId, again, survey.by)
		).rejects.toMatchObject({ code: 'wrong_state' });
	});
});
