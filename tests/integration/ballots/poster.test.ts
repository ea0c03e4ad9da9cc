import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { createTallier } from '../../../src/verifier/tallier';
import { readSecret } from '$lib/server/ballots/survey-secrets';
import { signReconciliation } from '$lib/server/reconciliation/sign-reconciliation';
import { voidLeftovers } from '$lib/server/reconciliation/void-leftovers';
import { readTrend } from '$lib/server/results/read-trend';
import { listYearRecords } from '$lib/server/results/year-record';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { readProgress } from '$lib/server/unions/progress';
import { readUnionYears } from '$lib/server/unions/union-year';
import { readEligibility } from '$lib/server/eligibility/read-eligibility';
import { findResult, listSurveyResults } from '$lib/server/results/read-results';
import { viewResult } from '$lib/server/results/result-view';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { draftSurvey, editDraft } from '$lib/server/surveys/draft-survey';
import { countBox, surveyRow } from '../support/box';
import { bundleText, problemOf, verifyText } from '../support/bundles';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser } from '../support/factories';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import { surveyDraft } from '../support/survey-draft';
import { ticketFor } from '../support/ticket';

const poster = { mode: 'poster', codes: 0 } as const;

/** Answered by twelve forms, and counted. */
async function makeCountedPoster(app: App, unionId?: string) {
	const survey = await makeOpenSurvey(app, { ...poster, eligible: 5, ...(unionId && { unionId }) });
	for (let n = 0; n < 12; n++)
		await submit(app, survey.surveyId, await ticketFor(app, survey.surveyId));
	await closeSurvey(app, survey.surveyId, survey.by);
	return survey;
}

describeEachEngine('poster surveys', (engine) => {
	it('open without codes and take one ballot per ticket, however often it is sent', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app, poster);
		const [ticket, submissionId] = [await ticketFor(app, surveyId), newSubmissionId()];
		const sent = await Promise.all(
			[1, 2, 3].map(() => submit(app, surveyId, ticket, { submissionId }))
		);
		expect(sent.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(new Set(sent.map((outcome) => 'receipt' in outcome && outcome.receipt)).size).toBe(1);
		expect(await submit(app, surveyId, ticket)).toEqual({ kind: 'used' });
		// Whoever asks again gets another ticket: no claim of one person, one ballot.
		expect((await submit(app, surveyId, await ticketFor(app, surveyId))).kind).toBe('accepted');
		const box = await countBox(app, surveyId);
		expect(box).toMatchObject({ ballots: 2, stored: 2, spent: 2, logged: 2 });
		expect(await app.db.selectFrom('code').selectAll().execute()).toEqual([]);
	});

	it('take nothing without a ticket that this server made for this very survey', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app, poster);
		const other = await makeOpenSurvey(app, poster);
		const slips = await makeOpenSurvey(app);
		const ticket = await ticketFor(app, surveyId);
		const forged = ticket.slice(0, -1) + (ticket.endsWith('0') ? '1' : '0');
		const foreign = await ticketFor(app, other.surveyId);
		const wrong = [
			undefined,
			null,
			'',
			{},
			[ticket],
			forged,
			foreign,
			slips.codes[0],
			'f'.repeat(64)
		];
		for (const code of wrong)
			expect(await submit(app, surveyId, code)).toEqual({
				kind: 'invalid',
				problems: [{ questionId: 'ticket', problem: 'malformed' }]
			});
		expect((await countBox(app, surveyId)).ballots).toBe(0);
		// Nor does a ticket open the box of slips, and no ticket is made for it.
		expect((await submit(app, slips.surveyId, ticket)).kind).toBe('wrong_code');
		expect(await ticketFor(app, slips.surveyId)).toBe('');
	});

	it('never count, whatever was consented to, and have no turnout', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeOpenSurvey(app, { ...poster, eligible: 5 });
		const ticket = await ticketFor(app, surveyId);
		const submissionId = newSubmissionId();
		const first = await submit(app, surveyId, ticket, { submissionId });
		for (let n = 1; n < 12; n++) await submit(app, surveyId, await ticketFor(app, surveyId));
		await closeSurvey(app, surveyId, by);
		// A lost reply still gets its receipt.
		expect(await submit(app, surveyId, ticket, { submissionId })).toEqual(first);
		const rows = await listSurveyResults(app.db, surveyId);
		for (const row of rows) {
			const view = viewResult({ ...row, consent: 1 });
			expect(view).toMatchObject({
				...{ mode: 'poster', turnout: null, rate: { num: 12, den: 12 }, valid: 12 },
				validity: { counts: false, standing: 'excluded', reasons: ['mode_never_counts'] }
			});
			expect(view.reconciliation.map(({ key }) => key)).not.toContain('issued');
		}
		expect(rows).toHaveLength(2);
		const years = { applicationYear: 2026, lastYear: 2026 };
		const { union, records } = await readEligibility(app, unionId, years);
		expect(union.verdict).not.toBe('eligible');
		expect(records).toEqual([]);
	});

	it('stand beside the survey of the year that counts, and are picked for nothing', async () => {
		const app = await engine.createApp();
		const first = await makeCountedPoster(app);
		const { unionId } = first;
		const slips = await makeOpenSurvey(app, { unionId, codes: 12 });
		for (const code of slips.codes)
			await submit(app, slips.surveyId, code, {
				answers: { 'home.overall': 'dissatisfied', 'chair.overall': 'satisfied' }
			});
		await closeSurvey(app, slips.surveyId, slips.by);
		await makeCountedPoster(app, unionId);
		await expect(makeOpenSurvey(app, { unionId })).rejects.toMatchObject({
			code: 'subject_taken'
		});
		const records = await listYearRecords(app.db, unionId);
		expect(records.map(({ surveyId }) => surveyId)).toEqual([slips.surveyId, slips.surveyId]);
		const { years } = await readTrend(app, unionId);
		expect(years.map(({ home }) => home?.surveyId)).toEqual([slips.surveyId]);
		const home = await findResult(app.db, unionId, 'home', 2026);
		expect(home).toMatchObject({ survey_id: slips.surveyId, mode: 'slip', favourable: 0 });
		const card = (await readUnionYears(app.db, [unionId], 2026)).get(unionId);
		expect(card?.last?.surveyId).toBe(slips.surveyId);
		expect(await readProgress(app.db, null, 2026)).toMatchObject({ counted: 1 });
	});

	it('alone leave the year without a result, even when made void', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeCountedPoster(app);
		const open = await makeOpenSurvey(app, { ...poster, unionId });
		for (const id of [surveyId, open.surveyId])
			await voidSurvey(app.db, app.clock, id, '写错了题目', by);
		expect(await listYearRecords(app.db, unionId)).toEqual([]);
		expect((await readTrend(app, unionId)).years).toEqual([]);
		expect(await findResult(app.db, unionId, 'home', 2026)).toBeUndefined();
	});

	it('have bundles that hold; a ticket too many or a code in them does not', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeCountedPoster(app);
		const review = await bundleText(app, surveyId, 'review');
		expect(await problemOf(await bundleText(app, surveyId, 'public'))).toBeNull();
		expect(await problemOf(review)).toBeNull();
		const key = readSecret(app.config.secretsDir, surveyId, 'box.key');
		const { tally, open } = await verifyText(review, createTallier(key));
		expect(open.mode).toBe('poster');
		expect(tally?.get('home.overall')?.satisfied).toBe(12);
		const lines = review.split('\n');
		const at = lines.findIndex((line) => line.startsWith('spent '));
		const added = (line: string) => {
			const longer = lines.toSpliced(at, 0, line);
			return longer.toSpliced(-2, 1, `end ${longer.length - 2}`).join('\n');
		};
		expect(await problemOf(added(`spent ${'0'.repeat(96)} ballot`))).toBe('spent');
		expect(await problemOf(added(`spent ${'0'.repeat(96)} void`))).toBe('spent');
		expect(await problemOf(added(`code ${'0'.repeat(64)}`))).toBe('codes');
	});

	it('have no slips to account for, and none on paper', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId, by } = await makeOpenSurvey(app, poster);
		const witnesses: [string, string] = ['甲', '乙'];
		const leftover = { codes: ['1234567890123456'], witnesses };
		await expect(voidLeftovers(app, surveyId, leftover, by)).rejects.toMatchObject({
			code: 'mode_without_codes'
		});
		await closeSurvey(app, surveyId, by);
		const account = { handedOut: 0, spoiled: 0, witnesses, acknowledged: true };
		await expect(signReconciliation(app, surveyId, account, by)).rejects.toMatchObject({
			code: 'mode_without_codes'
		});
		const both = surveyDraft(unionId, { mode: 'poster', paper: true });
		const drafting = draftSurvey(app.db, app.clock, both, by);
		await expect(drafting).rejects.toMatchObject({ code: 'poster_without_paper' });
		const draft = surveyDraft(unionId, { mode: 'poster' });
		const id = await draftSurvey(app.db, app.clock, draft, by);
		const { mode: _, ...silent } = both;
		for (const edit of [both, silent])
			await expect(editDraft(app.db, app.clock, id, edit, by)).rejects.toMatchObject({
				code: 'poster_without_paper'
			});
	});

	it('take the place of the year when they are changed to slips, and give it back', async () => {
		const app = await engine.createApp();
		const { unionId, by } = await makeDraft(app);
		const draft = surveyDraft(unionId, { mode: 'poster' });
		const id = await draftSurvey(app.db, app.clock, draft, by);
		await expect(
			editDraft(app.db, app.clock, id, { ...draft, mode: 'slip' }, by)
		).rejects.toMatchObject({ code: 'subject_taken' });
		expect((await surveyRow(app, id)).mode).toBe('poster');
	});

	it('have a mode that is chosen in the draft and frozen at opening', async () => {
		const app = await engine.createApp({ clock: testClock() });
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		const draft = surveyDraft(unionId, { subjects: ['home'], mode: 'poster' });
		const id = await draftSurvey(app.db, app.clock, draft, by);
		await expect(issueCodes(app, id, { size: 1, voidUnused: false }, by)).rejects.toMatchObject({
			code: 'mode_without_codes'
		});
		await editDraft(app.db, app.clock, id, { ...draft, mode: 'slip' }, by);
		expect((await surveyRow(app, id)).mode).toBe('slip');
		await issueCodes(app, id, { size: 1, voidUnused: false }, by);
		await expect(editDraft(app.db, app.clock, id, draft, by)).rejects.toMatchObject({
			code: 'codes_printed'
		});
		const { surveyId } = await makeOpenSurvey(app, poster);
		const change = app.db.updateTable('survey').set({ mode: 'slip' }).where('id', '=', surveyId);
		await expect(change.execute()).rejects.toThrow('frozen at opening');
		expect((await surveyRow(app, (await makeDraft(app)).surveyId)).mode).toBe('slip');
	});
});
