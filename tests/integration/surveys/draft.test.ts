import { expect, it } from 'vitest';
import { deleteDraft, draftSurvey, editDraft } from '$lib/server/surveys/draft-survey';
import { listSurveys, readSurvey } from '$lib/server/surveys/read-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser } from '../support/factories';
import { makeDraft, makeOpenSurvey } from '../support/open-survey';
import { surveyDraft } from '../support/survey-draft';

describeEachEngine('drafts', (engine) => {
	it('keeps what was stated, and both subjects in the order of the ballot', async () => {
		const app = await engine.createApp();
		const draft = surveyDraft(await makeUnion(app));
		const by = await makeUser(app, { unionId: draft.unionId });
		const id = await draftSurvey(app.db, app.clock, draft, by);
		expect(await readSurvey(app.db, id)).toMatchObject({
			state: 'draft',
			...{ year: 2026, eligible: 120, min_turnout_num: 2, min_turnout_den: 3 },
			...{ subjects: ['home', 'chair'], issued: 0, rules: null, questionnaires: null }
		});
	});

	it('refuses an end before the beginning, or in the past', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		const early = surveyDraft(unionId, { closes: '2026-11-21T18:00:00+08:00' });
		await expect(draftSurvey(app.db, app.clock, early, by)).rejects.toMatchObject({
			code: 'closes_in_past'
		});
		const backwards = surveyDraft(unionId, { opens: '2026-12-02T08:00:00+08:00' });
		await expect(draftSurvey(app.db, app.clock, backwards, by)).rejects.toMatchObject({
			code: 'closes_in_past'
		});
		expect(await listSurveys(app.db, unionId)).toEqual([]);
	});

	it('changes a draft, which takes back consent and timing given to it as it stood', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeDraft(app, { codes: 0, subjects: ['home'] });
		await app.db.updateTable('survey').set({ scheduled: 1, consent_by: by }).execute();
		const changed = surveyDraft(unionId, { eligible: 80, minTurnout: { num: 1, den: 2 } });
		await editDraft(app.db, app.clock, surveyId, changed, by);
		expect(await readSurvey(app.db, surveyId)).toMatchObject({
			...{ eligible: 80, min_turnout_num: 1, min_turnout_den: 2 },
			...{ subjects: ['home', 'chair'], consent_by: null, scheduled: 0 }
		});
	});

	it('refuses fewer members than codes are printed', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeDraft(app, { codes: 10 });
		const fewer = surveyDraft(unionId, { eligible: 9 });
		await expect(editDraft(app.db, app.clock, surveyId, fewer, by)).rejects.toMatchObject({
			code: 'too_many_codes'
		});
		expect(await readSurvey(app.db, surveyId)).toMatchObject({ eligible: 10 });
	});

	it('neither changes nor deletes what has opened', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeOpenSurvey(app);
		const refused = { code: 'wrong_state' };
		const again = surveyDraft(unionId);
		await expect(editDraft(app.db, app.clock, surveyId, again, by)).rejects.toMatchObject(refused);
		await expect(deleteDraft(app.db, app.clock, surveyId, by)).rejects.toMatchObject(refused);
		expect(await readSurvey(app.db, surveyId)).toMatchObject({ state: 'open', eligible: 10 });
	});

	it('deletes a draft with its codes, and leaves its year free', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeDraft(app, { codes: 10 });
		await deleteDraft(app.db, app.clock, surveyId, by);
		expect(await listSurveys(app.db, unionId)).toEqual([]);
		expect(await app.db.selectFrom('code').selectAll().execute()).toEqual([]);
		await draftSurvey(app.db, app.clock, surveyDraft(unionId), by);
	});
});

describeEachEngine('one survey per union, year and subject', (engine) => {
	it('refuses a second one, even for one of the subjects; another year or union is free', async () => {
		const app = await engine.createApp();
		const { unionId, by } = await makeDraft(app, { codes: 0 });
		const second = surveyDraft(unionId, { subjects: ['home'] });
		await expect(draftSurvey(app.db, app.clock, second, by)).rejects.toMatchObject({
			code: 'subject_taken'
		});
		await draftSurvey(app.db, app.clock, surveyDraft(unionId, { year: 2025 }), by);
		await draftSurvey(app.db, app.clock, surveyDraft(await makeUnion(app)), by);
		expect(await listSurveys(app.db, unionId)).toHaveLength(2);
	});

	it('lets exactly one of many win at the same moment', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		const outcomes = await Promise.allSettled(
			Array.from({ length: 8 }, () => draftSurvey(app.db, app.clock, surveyDraft(unionId), by))
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const outcome of outcomes)
			if (outcome.status === 'rejected')
				expect(outcome.reason).toMatchObject({ code: 'subject_taken' });
		expect(await listSurveys(app.db, unionId)).toHaveLength(1);
	});

	it('lets the year be repeated after the survey was made void, and only then', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeOpenSurvey(app);
		await voidSurvey(app.db, app.clock, surveyId, '按名单发码', by);
		const repeat = await draftSurvey(app.db, app.clock, surveyDraft(unionId), by);
		const listed = await listSurveys(app.db, unionId);
		expect(new Map(listed.map(({ id, state }) => [id, state]))).toEqual(
			new Map([
				[surveyId, 'void'],
				[repeat, 'draft']
			])
		);
		await expect(draftSurvey(app.db, app.clock, surveyDraft(unionId), by)).rejects.toMatchObject({
			code: 'subject_taken'
		});
	});
});
