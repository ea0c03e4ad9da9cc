import { expect, test } from 'vitest';
import { loadBallotPaper, newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import { secondServer } from '../support/second-server';

describeEachEngine('loadBallotPaper', (engine) => {
	test('of a draft, with the questionnaires as they would be frozen', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeDraft(app);
		const paper = await loadBallotPaper(app, surveyId);
		expect(paper).toMatchObject({
			...{ surveyId, title: '会员评家', year: 2026, phase: 'not_open', chairName: null },
			subjects: ['home', 'chair']
		});
		const { home, chair } = app.rubrics.questionnaires;
		expect(paper?.questionnaires).toEqual([home, chair]);
	});

	test('keeps the frozen questionnaires when the files change', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app);
		const before = await loadBallotPaper(app, surveyId);
		const second = await engine.createApp({ config: app.config });
		second.rubrics.questionnaires.home = { ...app.rubrics.questionnaires.home, title: '改过的' };
		expect(await loadBallotPaper(second, surveyId)).toEqual(before);
		expect(before?.chairName).toBe('王建国');
	});

	test('follows the state at once, whoever changes it', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const second = await secondServer(engine, app);
		const { surveyId, by } = await makeDraft(app, { hours: 1 });
		const phase = async () => (await loadBallotPaper(app, surveyId))?.phase;
		expect(await phase()).toBe('not_open');
		await openSurvey(second, surveyId, by);
		expect(await phase()).toBe('open');
		clock.advance(60);
		expect(await phase()).toBe('closed');
		clock.advance(-60);
		await closeSurvey(second, surveyId, by);
		expect(await phase()).toBe('closed');
		await voidSurvey(second.db, clock, surveyId, '重复', by);
		expect(await phase()).toBe('void');
	});

	test('says nothing about codes: the same before and after a ballot', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		const before = await loadBallotPaper(app, surveyId);
		await submit(app, surveyId, codes[0]);
		expect(await loadBallotPaper(app, surveyId)).toEqual(before);
	});

	test('is null for what is no survey', async () => {
		const app = await engine.createApp();
		for (const id of ['zzzzzzzz', '', '../etc', 'a'.repeat(99)]) {
			expect(await loadBallotPaper(app, id)).toBeNull();
		}
	});

	test('comes with a new submission id each time', () => {
		const ids = Array.from({ length: 100 }, newSubmissionId);
		expect(new Set(ids).size).toBe(100);
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
	});
});
