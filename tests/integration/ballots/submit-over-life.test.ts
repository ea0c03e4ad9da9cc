import { expect, test } from 'vitest';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { countBox, openedBox } from '../support/box';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import { secondServer } from '../support/second-server';

describeEachEngine('submitBallot over the life of a survey', (engine) => {
	test('an unknown survey, and ids that are none', async () => {
		const app = await engine.createApp();
		for (const surveyId of ['zzzzzzzz', '', '../..', 'a'.repeat(5000)]) {
			expect(await submit(app, surveyId, '1')).toEqual({ kind: 'unknown_survey' });
		}
	});

	test('a draft is not open yet, and opens for the codes printed before', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeDraft(app);
		expect(await submit(app, surveyId, codes[0])).toEqual({ kind: 'not_open' });
		await openSurvey(app, surveyId, by);
		expect((await submit(app, surveyId, codes[0])).kind).toBe('accepted');
	});

	test('closed: no ballot whatever the code, but the receipt of a lost reply', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeOpenSurvey(app);
		const submissionId = newSubmissionId();
		const accepted = await submit(app, surveyId, codes[0], { submissionId });
		await closeSurvey(app, surveyId, by);
		expect(await submit(app, surveyId, codes[0], { submissionId })).toEqual(accepted);
		for (const code of [codes[0], codes[1], '0000000000000000', 'x', null]) {
			expect(await submit(app, surveyId, code)).toEqual({ kind: 'closed' });
			expect(await submit(app, surveyId, code, { answers: {} })).toEqual({ kind: 'closed' });
		}
		expect(await countBox(app, surveyId)).toMatchObject({ stored: 1 });
	});

	test('the closing time ends it, even before anybody has closed it', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, codes } = await makeOpenSurvey(app, { hours: 1 });
		const submissionId = newSubmissionId();
		const accepted = await submit(app, surveyId, codes[0], { submissionId });
		clock.advance(60);
		expect(await submit(app, surveyId, codes[1])).toEqual({ kind: 'closed' });
		expect(await submit(app, surveyId, codes[0], { submissionId })).toEqual(accepted);
		clock.advance(-1 / 60_000);
		expect((await submit(app, surveyId, codes[1])).kind).toBe('accepted');
	});

	test('void: nothing is accepted, and no receipt stands for anything', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeOpenSurvey(app);
		const submissionId = newSubmissionId();
		await submit(app, surveyId, codes[0], { submissionId });
		await voidSurvey(app.db, app.clock, surveyId, '印错了', by);
		for (const code of [codes[0], codes[1], 'x']) {
			expect(await submit(app, surveyId, code, { submissionId })).toEqual({ kind: 'void' });
		}
	});

	test('closing while ballots arrive: what was accepted is in the box, the rest is not', async () => {
		const app = await engine.createApp();
		const second = await secondServer(engine, app);
		const { surveyId, codes, by } = await makeOpenSurvey(app, { codes: 60 });
		const early = codes.slice(0, 30).map((code) => submit(app, surveyId, code));
		const closing = closeSurvey(second, surveyId, by);
		const late = codes.slice(30).map((code) => submit(app, surveyId, code));
		const outcomes = await Promise.all([...early, ...late]);
		await closing;
		const accepted = outcomes.filter(({ kind }) => kind === 'accepted').length;
		expect(outcomes.filter(({ kind }) => kind === 'closed')).toHaveLength(60 - accepted);
		expect(await countBox(app, surveyId)).toMatchObject({ ballots: accepted, stored: accepted });
		expect((await openedBox(app, surveyId)).ballots).toBe(accepted);
	});

	test('answers are only for who is told so: a failed transaction acknowledges nobody', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		await app.db
			.insertInto('ballot')
			.values({ survey_id: surveyId, seq: 1, ct: Buffer.of(0) })
			.execute();
		const attempts = codes.slice(0, 3).map((code) => submit(app, surveyId, code));
		for (const attempt of attempts) await expect(attempt).rejects.toThrow();
		expect(await countBox(app, surveyId)).toMatchObject({ ballots: 0, spent: 0, logged: 0 });
	});
});
