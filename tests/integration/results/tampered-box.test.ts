import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { figuresOf } from '$lib/server/results/figures';
import { listSurveyResults } from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey, submit, type TestSurvey } from '../support/open-survey';

async function filledBox(app: App): Promise<TestSurvey> {
	const survey = await makeOpenSurvey(app, { codes: 15 });
	for (const code of survey.codes) await submit(app, survey.surveyId, code);
	return survey;
}

async function reasonsAfterCount(app: App, { surveyId, by }: TestSurvey): Promise<string[]> {
	await closeSurvey(app, surveyId, by);
	const [home] = await listSurveyResults(app.db, surveyId);
	if (!home) throw new Error('no result');
	return figuresOf(home).validity.reasons;
}

describeEachEngine('a box that does not fit its log', (engine) => {
	it('is counted without a word where nothing was touched', async () => {
		const app = await engine.createApp();
		expect(await reasonsAfterCount(app, await filledBox(app))).toEqual([]);
	});

	it('does not count for scoring when a log entry has no ballot', async () => {
		const app = await engine.createApp();
		const survey = await filledBox(app);
		// Whoever owns the database file can do what the triggers forbid; here the counter is made to tell of one more.
		await app.db
			.updateTable('box')
			.set((eb) => ({ ballots: eb('ballots', '+', 1) }))
			.where('survey_id', '=', survey.surveyId)
			.execute();
		await app.db
			.updateTable('survey')
			.set({ issued: 16 })
			.where('id', '=', survey.surveyId)
			.execute();
		expect(await reasonsAfterCount(app, survey)).toContain('box_tampered');
	});

	it('does not count for scoring when a ballot was slipped in', async () => {
		const app = await engine.createApp();
		const survey = await filledBox(app);
		const one = await app.db
			.selectFrom('ballot')
			.selectAll()
			.where('survey_id', '=', survey.surveyId)
			.limit(1)
			.executeTakeFirstOrThrow();
		await app.db
			.insertInto('ballot')
			.values({ ...one, seq: 99 })
			.execute();
		expect(await reasonsAfterCount(app, survey)).toContain('box_tampered');
	});
});
