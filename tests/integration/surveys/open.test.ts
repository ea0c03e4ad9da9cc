import { expect, it } from 'vitest';
import { fromJson, toInstant } from '$lib/server/database/values';
import { consentToDraft } from '$lib/server/surveys/consent';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { describeSurveyAct } from '$lib/server/audit/describe-survey-act';
import { readAudit } from '$lib/server/audit/read-audit';
import { listSurveyResults } from '$lib/server/results/read-results';
import { viewResult } from '$lib/server/results/result-view';
import { draftSurvey, editDraft } from '$lib/server/surveys/draft-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser } from '../support/factories';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import { surveyDraft } from '../support/survey-draft';

describeEachEngine('opening', (engine) => {
	it('freezes questionnaires, rules and the moment, and makes a box that accepts', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app);
		const survey = await readSurvey(app.db, surveyId);
		expect(survey).toMatchObject({ state: 'open', opened_at: '2026-11-22T01:00:00.000Z' });
		expect(fromJson(survey!.questionnaires!).map(({ subject }) => subject)).toEqual([
			'home',
			'chair'
		]);
		expect(fromJson(survey!.rules!)).toMatchObject({
			rate: { id: 'broad' },
			strict: { id: 'strict' },
			suppression: { k: 10 }
		});
		expect(survey!.questionnaire_hash).toHaveLength(32);
		const box = await app.db.selectFrom('box').selectAll().executeTakeFirstOrThrow();
		expect(box).toMatchObject({ survey_id: surveyId, accepting: 1, ballots: 0 });
	});

	it('waits for the year that it is of: no mood of today is stored for the next one', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		const next = surveyDraft(unionId, { year: 2027, subjects: ['home'] });
		const surveyId = await draftSurvey(app.db, app.clock, next, by);
		await issueCodes(app, surveyId, { size: 120, voidUnused: false }, by);
		const open = (now: string) =>
			openSurvey({ ...app, clock: { now: () => new Date(now) } }, surveyId, by);
		await expect(open('2026-11-23T01:00:00Z')).rejects.toMatchObject({ code: 'year_not_begun' });
		const closes_at = toInstant(new Date('2027-01-20T10:00:00Z'));
		await app.db.updateTable('survey').set({ closes_at }).execute();
		await expect(open('2026-12-31T15:59:59Z')).rejects.toMatchObject({ code: 'year_not_begun' });
		await open('2026-12-31T16:00:00Z');
	});

	it('keeps what was frozen when the rules change later', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app);
		const before = (await readSurvey(app.db, surveyId))!.rules;
		app.rubrics.rules.rate.default = 'strict';
		expect((await readSurvey(app.db, surveyId))!.rules).toBe(before);
	});

	it('ties the chair appraisal to whoever is in office at that moment', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeDraft(app);
		const { personId } = await makeChair(app, unionId, { name: '李敏', startedOn: '2026-11-01' });
		await openSurvey(app, surveyId, by);
		expect((await readSurvey(app.db, surveyId))!.chair_name).toBe('李敏');
		await makeChair(app, unionId, { name: '赵丽', startedOn: '2026-11-22' });
		const subjects = await app.db.selectFrom('survey_subject').selectAll().execute();
		expect(subjects.find(({ subject }) => subject === 'chair')!.person_id).toBe(personId);
		expect(subjects.find(({ subject }) => subject === 'home')!.person_id).toBeNull();
	});

	it('gives a chair no year in which another one, or nobody, was in office', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		await makeChair(app, unionId, { name: '王建国', startedOn: '2021-01-01' });
		await makeChair(app, unionId, { name: '李敏', startedOn: '2026-03-01' });
		const last = surveyDraft(unionId, { year: 2025, subjects: ['chair'] });
		const surveyId = await draftSurvey(app.db, app.clock, last, by);
		await issueCodes(app, surveyId, { size: 120, voidUnused: false }, by);
		await expect(openSurvey(app, surveyId, by)).rejects.toMatchObject({
			code: 'chair_of_later_year'
		});
		const home = { ...last, subjects: ['home' as const] };
		await editDraft(app.db, app.clock, surveyId, home, by);
		await openSurvey(app, surveyId, by);
	});

	it('still rates last year’s chair who is in office now', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		const { personId } = await makeChair(app, unionId, { startedOn: '2025-12-31' });
		const last = surveyDraft(unionId, { year: 2025, subjects: ['chair'] });
		const surveyId = await draftSurvey(app.db, app.clock, last, by);
		await issueCodes(app, surveyId, { size: 120, voidUnused: false }, by);
		await openSurvey(app, surveyId, by);
		const tied = app.db.selectFrom('survey_subject').select('person_id');
		expect(await tied.executeTakeFirstOrThrow()).toEqual({ person_id: personId });
	});

	it('refuses without codes, and without a chair where one is to be rated', async () => {
		const app = await engine.createApp();
		const bare = await makeDraft(app, { codes: 0 });
		await expect(openSurvey(app, bare.surveyId, bare.by)).rejects.toMatchObject({
			code: 'no_codes'
		});
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		const id = await draftSurvey(app.db, app.clock, surveyDraft(unionId), by);
		await issueCodes(app, id, { size: 5, voidUnused: false }, by);
		await expect(openSurvey(app, id, by)).rejects.toMatchObject({ code: 'no_chair' });
		expect(await readSurvey(app.db, id)).toMatchObject({ state: 'draft', rules: null });
		expect(await app.db.selectFrom('box').selectAll().execute()).toEqual([]);
	});

	it('opens once, whoever asks at the same moment', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app);
		const outcomes = await Promise.allSettled(
			Array.from({ length: 6 }, () => openSurvey(app, surveyId, by))
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const opened = await app.db
			.selectFrom('audit')
			.select('id')
			.where('action', '=', 'open')
			.execute();
		expect(opened).toHaveLength(1);
	});
});

describeEachEngine('a minimum turnout below the rule', (engine) => {
	it('needs the consent of the supervisor, with a reason, before the survey opens', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		await makeChair(app, unionId);
		const by = await makeUser(app, { unionId });
		const supervisor = await makeUser(app, { unionId, role: 'supervisor' });
		const low = surveyDraft(unionId, { minTurnout: { num: 1, den: 2 } });
		const id = await draftSurvey(app.db, app.clock, low, by);
		await issueCodes(app, id, { size: 20, voidUnused: false }, by);
		await expect(openSurvey(app, id, by)).rejects.toMatchObject({
			code: 'low_turnout_needs_consent'
		});
		const wherewith = { ...app, rules: app.rubrics.rules };
		await expect(consentToDraft(wherewith, id, '  ', supervisor)).rejects.toMatchObject({
			code: 'reason_needed'
		});
		await consentToDraft(wherewith, id, '多数会员在外地工地', supervisor);
		await openSurvey(app, id, by);
		expect(await readSurvey(app.db, id)).toMatchObject({
			...{ state: 'open', consent_by: supervisor, consent_reason: '多数会员在外地工地' }
		});
		await expect(consentToDraft(wherewith, id, '晚了', supervisor)).rejects.toMatchObject({
			code: 'wrong_state'
		});
	});
});

describeEachEngine('a mode that counts only with consent', (engine) => {
	it('opens when the supervisor has agreed to it, which the result and the trail remember', async () => {
		const app = await engine.createApp();
		app.rubrics.rules.modes.slip.scoring = 'supervisor_consent';
		const { surveyId, codes, by } = await makeDraft(app, { eligible: 12, codes: 12 });
		await expect(openSurvey(app, surveyId, by)).rejects.toMatchObject({
			code: 'mode_needs_consent'
		});
		const wherewith = { ...app, rules: app.rubrics.rules };
		await consentToDraft(wherewith, surveyId, '两位监票人在场', by);
		const trail = await readAudit(app.db, 'survey', surveyId);
		const latest = trail.find(({ action }) => action === 'consent');
		expect(latest?.detail).toMatchObject({
			...{ mode: 'slip', weaknesses: ['mode'], reason: '两位监票人在场' }
		});
		expect(describeSurveyAct(latest!).text).toBe('同意评议方式，理由：两位监票人在场');
		await openSurvey(app, surveyId, by);
		for (const code of codes) await submit(app, surveyId, code);
		await closeSurvey(app, surveyId, by);
		for (const row of await listSurveyResults(app.db, surveyId)) {
			expect(viewResult(row).validity.counts).toBe(true);
			expect(viewResult({ ...row, consent: 0 }).validity.reasons).toEqual(['mode_without_consent']);
		}
	});

	it('is asked for paper ballots beside slips, too; any edit ends the consent', async () => {
		const app = await engine.createApp();
		app.rubrics.rules.modes.paper.scoring = 'supervisor_consent';
		const { surveyId, unionId, by } = await makeDraft(app, { subjects: ['home'] });
		const draft = surveyDraft(unionId, { subjects: ['home'], paper: true });
		await editDraft(app.db, app.clock, surveyId, draft, by);
		await consentToDraft({ ...app, rules: app.rubrics.rules }, surveyId, '班次多', by);
		await editDraft(app.db, app.clock, surveyId, draft, by);
		await expect(openSurvey(app, surveyId, by)).rejects.toMatchObject({
			code: 'mode_needs_consent'
		});
	});
});
