import { expect, it } from 'vitest';
import { listSurveyResults } from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { publishSurvey } from '$lib/server/publications/publish-survey';
import { readSurvey, readTurnout } from '$lib/server/surveys/read-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { describeEachEngine } from '../support/engines';
import { notice } from '../support/ended-survey';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import { ballotsOf, cast } from '../support/votes';

const wrongState = { code: 'wrong_state' };

describeEachEngine('closing', (engine) => {
	it('counts at once, and accepts nothing after it', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 12 });
		await cast(app, survey, ballotsOf(app, { satisfied: 10 }));
		await closeSurvey(app, survey.surveyId, survey.by);
		expect(await readSurvey(app.db, survey.surveyId)).toMatchObject({ state: 'counted' });
		expect(await submit(app, survey.surveyId, survey.codes[11])).toEqual({ kind: 'closed' });
		const results = await listSurveyResults(app.db, survey.surveyId);
		expect(results.map(({ returned_online: n, satisfied }) => [n, satisfied])).toEqual([
			[10, 10],
			[10, 10]
		]);
	});

	it('happens once, and never to a draft', async () => {
		const app = await engine.createApp();
		const draft = await makeDraft(app);
		await expect(closeSurvey(app, draft.surveyId, draft.by)).rejects.toMatchObject(wrongState);
		const { surveyId, by } = await makeOpenSurvey(app);
		const outcomes = await Promise.allSettled([1, 2, 3].map(() => closeSurvey(app, surveyId, by)));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await listSurveyResults(app.db, surveyId)).toHaveLength(2);
	});

	it('shows 收回 rounded down to tens before it', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 30, eligible: 40 });
		await cast(app, survey, ballotsOf(app, { satisfied: 19 }));
		const row = (await readSurvey(app.db, survey.surveyId))!;
		expect(await readTurnout(app.db, row)).toMatchObject({
			returned: 10,
			rate: { num: 10, den: 40 }
		});
	});
});

describeEachEngine('publishing', (engine) => {
	it('marks survey and results, once they are counted', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeOpenSurvey(app);
		const publish = () => publishSurvey(app.db, app.clock, surveyId, by, notice);
		await expect(publish()).rejects.toMatchObject(wrongState);
		await closeSurvey(app, surveyId, by);
		await publish();
		expect(await readSurvey(app.db, surveyId)).toMatchObject({ state: 'published' });
		for (const { published_at } of await listSurveyResults(app.db, surveyId))
			expect(published_at).toBe('2026-11-22T01:00:00.000Z');
		await expect(publish()).rejects.toMatchObject(wrongState);
	});
});

describeEachEngine('voiding', (engine) => {
	it('needs a reason and an open, closed, counted or published survey', async () => {
		const app = await engine.createApp();
		const draft = await makeDraft(app);
		const { db, clock } = app;
		await expect(voidSurvey(db, clock, draft.surveyId, '错', draft.by)).rejects.toMatchObject(
			wrongState
		);
		const { surveyId, by } = await makeOpenSurvey(app);
		await expect(voidSurvey(db, clock, surveyId, ' ', by)).rejects.toMatchObject({
			code: 'reason_needed'
		});
		await voidSurvey(db, clock, surveyId, '代答', by);
		await expect(voidSurvey(db, clock, surveyId, '再次', by)).rejects.toMatchObject(wrongState);
	});

	it('shuts the box, and leaves a void row per subject that knows participation only', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 12 });
		await cast(app, survey, ballotsOf(app, { dissatisfied: 11 }));
		await voidSurvey(app.db, app.clock, survey.surveyId, '代答', survey.by);
		expect(await submit(app, survey.surveyId, survey.codes[11])).toEqual({ kind: 'void' });
		const rows = await listSurveyResults(app.db, survey.surveyId);
		expect(rows).toHaveLength(2);
		for (const row of rows)
			expect(row).toMatchObject({
				...{ status: 'void', returned_online: 11, issued: 12 },
				...{ disclosure: 'suppressed', satisfied: null, dissatisfied: null }
			});
	});

	it('makes counted results void and keeps their counts', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 12 });
		await cast(app, survey, ballotsOf(app, { satisfied: 11 }));
		await closeSurvey(app, survey.surveyId, survey.by);
		await voidSurvey(app.db, app.clock, survey.surveyId, '应参评人数不实', survey.by);
		const rows = await listSurveyResults(app.db, survey.surveyId);
		expect(rows.map(({ status, satisfied }) => [status, satisfied])).toEqual([
			['void', 11],
			['void', 11]
		]);
	});

	it('never opens a box that was closed but not counted', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeOpenSurvey(app);
		await app.db.updateTable('box').set({ accepting: 0 }).execute();
		await app.db
			.updateTable('survey')
			.set({ state: 'closed' })
			.where('id', '=', surveyId)
			.execute();
		await voidSurvey(app.db, app.clock, surveyId, '代答', by);
		const rows = await listSurveyResults(app.db, surveyId);
		expect(rows.every(({ status }) => status === 'void')).toBe(true);
	});
});
