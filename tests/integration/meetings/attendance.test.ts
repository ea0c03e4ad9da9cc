import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readMeeting } from '$lib/server/meetings/read-meeting';
import { commitToWitnesses, signAttendance } from '$lib/server/meetings/sign-attendance';
import { figuresOf } from '$lib/server/results/figures';
import { listSurveyResults } from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { draftSurvey, editDraft } from '$lib/server/surveys/draft-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { surveyRow } from '../support/box';
import { bundleText, dropTriggers, problemOf, verifyText } from '../support/bundles';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser } from '../support/factories';
import { makeMeeting, takeTicket, witnesses } from '../support/meeting';
import { makeOpenSurvey, submit } from '../support/open-survey';
import { surveyDraft } from '../support/survey-draft';

describeEachEngine('the attendance of a meeting', (engine) => {
	test('is signed by two, only ever corrected upwards, and never above 应参评', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeMeeting(app, { attending: null, eligible: 60 });
		const sign = (attending: number, two = witnesses) =>
			signAttendance(app, surveyId, { attending, witnesses: two }, by);
		await expect(sign(20, ['陈敏', '陈敏'])).rejects.toThrow('two_witnesses');
		await expect(sign(20, ['陈敏', ''])).rejects.toThrow('two_witnesses');
		await expect(sign(61)).rejects.toThrow('attendance_above_eligible');
		await expect(sign(0)).rejects.toThrow('attendance_not_higher');
		await sign(20);
		await expect(sign(20)).rejects.toThrow('attendance_not_higher');
		await expect(sign(19)).rejects.toThrow('attendance_not_higher');
		await sign(60, ['陈敏', '赵强']);
		const view = await readMeeting(app.db, await surveyRow(app, surveyId));
		expect(view).toMatchObject({ attending: 60, giving: true, given: 0, full: false });
		expect(view.signOffs.map(({ attending, witnesses: two }) => [attending, two])).toEqual([
			[20, ['陈敏', '王芳']],
			[60, ['陈敏', '赵强']]
		]);
		const audit = await app.db
			.selectFrom('audit')
			.select('detail')
			.where('action', '=', 'attendance')
			.execute();
		expect(
			audit
				.map(({ detail }) => detail)
				.sort()
				.join()
		).toMatch(/20.*60|60.*20/s);
		const slips = await makeOpenSurvey(app);
		await expect(
			signAttendance(app, slips.surveyId, { attending: 3, witnesses }, slips.by)
		).rejects.toThrow('no_meeting');
	});

	test('cannot be changed past the server', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeMeeting(app, { attending: 20, eligible: 60 });
		const acts = [
			sql`update meeting set attending = 19`,
			sql`delete from meeting`,
			sql`update attendance set attending = 50`,
			sql`delete from attendance`,
			sql`update survey set issued = 61 where id = ${surveyId}`
		];
		for (const act of acts)
			await expect(act.execute(app.db)).rejects.toThrow(/never falls|stay|stays|eligible/);
	});

	test('is told by tens only while people vote', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeMeeting(app, { attending: 20 });
		for (let n = 0; n < 13; n++) await submit(app, surveyId, await takeTicket(app, surveyId));
		await takeTicket(app, surveyId);
		const view = async () => readMeeting(app.db, await surveyRow(app, surveyId));
		expect(await view()).toMatchObject({ given: 10, exact: false });
		await closeSurvey(app, surveyId, by);
		expect(await view()).toMatchObject({ given: 14, exact: true, giving: false });
		const [result] = await listSurveyResults(app.db, surveyId);
		expect(result).toMatchObject({
			mode: 'meeting',
			issued: 14,
			returned_online: 13,
			eligible: 60
		});
		// It opened because the union above had agreed to it; without that consent it would not count.
		expect(figuresOf(result!).validity.reasons).toEqual(['turnout_too_low']);
		const { reasons } = figuresOf({ ...result!, consent: 0 }).validity;
		expect(reasons).toContain('mode_without_consent');
	});

	test('stands in the log with its tickets, the names as a hash alone, and the verifier holds it to that', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeMeeting(app, { attending: 12 });
		for (let n = 0; n < 12; n++) await submit(app, surveyId, await takeTicket(app, surveyId));
		await signAttendance(app, surveyId, { attending: 14, witnesses: ['陈敏', '赵强'] }, by);
		await submit(app, surveyId, await takeTicket(app, surveyId));
		await takeTicket(app, surveyId);
		await closeSurvey(app, surveyId, by);
		for (const kind of ['public', 'review'] as const) {
			const text = await bundleText(app, surveyId, kind);
			const { log, open } = await verifyText(text);
			expect(open).toMatchObject({ mode: 'meeting', codes: 0 });
			expect(log.meeting).toEqual({ signed: 2, attending: 14 });
			expect(log.codes.codes).toBe(14);
			expect(log.head.ballots).toBe(13);
			expect(text).not.toMatch(/陈敏|王芳|赵强/);
			const { salt } = await app.db
				.selectFrom('attendance')
				.select('salt')
				.where('seq', '=', 1)
				.executeTakeFirstOrThrow();
			expect(text).toContain(commitToWitnesses(witnesses, salt));
		}
		await dropTriggers(engine, app);
		const extra = { survey_id: surveyId, mac: Buffer.alloc(32, 9) };
		await app.db.insertInto('code').values(extra).execute();
		expect(await problemOf(await bundleText(app, surveyId, 'review'))).toBe('codes');
	});

	test('more tickets than attend would keep the result from counting', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeMeeting(app, { attending: 12 });
		for (let n = 0; n < 12; n++) await submit(app, surveyId, await takeTicket(app, surveyId));
		await app.db.updateTable('survey').set({ issued: 13 }).where('id', '=', surveyId).execute();
		await closeSurvey(app, surveyId, by);
		const [result] = await listSurveyResults(app.db, surveyId);
		expect(figuresOf(result!).validity.reasons).toContain('more_tickets_than_attending');
	});

	test('goes with no paper ballots', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { unionId });
		const draft = surveyDraft(unionId, { subjects: ['home'] });
		const mixed = { ...draft, mode: 'meeting' as const, paper: true };
		await expect(draftSurvey(app.db, app.clock, mixed, by)).rejects.toThrow(
			'meeting_without_paper'
		);
		const id = await draftSurvey(app.db, app.clock, { ...draft, mode: 'meeting' }, by);
		await expect(openSurvey(app, id, by)).rejects.toThrow('mode_needs_consent');
		await expect(editDraft(app.db, app.clock, id, { ...draft, paper: true }, by)).rejects.toThrow(
			'meeting_without_paper'
		);
	});
});
