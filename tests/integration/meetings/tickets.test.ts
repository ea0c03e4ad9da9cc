import { expect, test } from 'vitest';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { giveTicket } from '$lib/server/meetings/give-ticket';
import { signAttendance } from '$lib/server/meetings/sign-attendance';
import { switchGiving } from '$lib/server/meetings/switch-giving';
import { newTicket } from '$lib/server/meetings/ticket';
import { visitMeeting } from '$lib/server/meetings/visit';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { countBox, surveyRow } from '../support/box';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeMeeting, scan, shownToken, takeTicket, witnesses } from '../support/meeting';
import { makeOpenSurvey, satisfied, submit } from '../support/open-survey';
import { secondServer } from '../support/second-server';

const noTicket = { kind: 'invalid', problems: [{ questionId: 'ticket', problem: 'malformed' }] };

describeEachEngine('tickets of a meeting', (engine) => {
	test('are never more than attend, however many phones ask at once on two servers', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeMeeting(app, { attending: 23 });
		const other = await secondServer(engine, app);
		const phones = await Promise.all(Array.from({ length: 80 }, () => scan(app, surveyId)));
		const given = await Promise.all(
			phones.map(({ ticket, pass }, n) =>
				giveTicket(n % 2 ? app : other, surveyId, { ticket, pass })
			)
		);
		expect(given.filter((one) => one === 'given')).toHaveLength(23);
		expect(new Set(given)).toEqual(new Set(['given', 'all_given']));
		expect((await surveyRow(app, surveyId)).issued).toBe(23);
		// Whoever has one answers; nobody else does, however the answers are sent.
		const sent = await Promise.all(phones.map(({ ticket }) => submit(app, surveyId, ticket)));
		expect(sent.filter(({ kind }) => kind === 'accepted')).toHaveLength(23);
		expect(await countBox(app, surveyId)).toMatchObject({ ballots: 23, stored: 23, spent: 23 });
		expect((await scan(app, surveyId)).step).toBe('all_given');
	});

	test('are given once per phone: a scan, a reload and a lost reply take no second one', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeMeeting(app, { attending: 2 });
		const { ticket, pass, step } = await scan(app, surveyId);
		expect(step).toBe('take');
		expect(await visitMeeting(app, surveyId, { cookie: ticket, token: null })).toMatchObject({
			step: 'scan'
		});
		const asked = await Promise.all(
			[1, 2, 3].map(() => giveTicket(app, surveyId, { ticket, pass }))
		);
		expect(asked).toEqual(['given', 'given', 'given']);
		expect((await surveyRow(app, surveyId)).issued).toBe(1);
		expect(await scan(app, surveyId, ticket ?? '')).toEqual({
			...{ step: 'ballot', ticket: null, pass: '' }
		});
		const submissionId = newSubmissionId();
		const first = await submit(app, surveyId, ticket, { submissionId });
		expect(first.kind).toBe('accepted');
		const changed = { ...satisfied, 'home.overall': 'dissatisfied' };
		expect(await submit(app, surveyId, ticket, { submissionId, answers: changed })).toEqual(first);
		expect(await submit(app, surveyId, ticket)).toEqual({ kind: 'used' });
		expect((await scan(app, surveyId, ticket ?? '')).step).toBe('done');
		expect((await surveyRow(app, surveyId)).issued).toBe(1);
		expect(await takeTicket(app, surveyId)).not.toBe('');
		expect(await takeTicket(app, surveyId)).toBe('');
	});

	test('need a code that was on the screen just now, of this very survey', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId } = await makeMeeting(app, { attending: 5 });
		const other = await makeMeeting(app, { attending: 5 });
		const token = shownToken(app, surveyId);
		const visit = (raw: string | null) => visitMeeting(app, surveyId, { cookie: '', token: raw });
		expect((await visit(shownToken(app, other.surveyId))).step).toBe('scan');
		expect((await visit(`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`)).step).toBe(
			'scan'
		);
		expect((await visit(null)).step).toBe('scan');
		const { pass, ticket } = await visit(token);
		clock.advance(0.7);
		expect((await visit(token)).step).toBe('take');
		clock.advance(0.2);
		expect((await visit(token)).step).toBe('stale');
		// The pass is for this phone and survey, and for three minutes.
		const foreign = { ticket, pass };
		expect(await giveTicket(app, other.surveyId, foreign)).toBe('no_pass');
		expect(await giveTicket(app, surveyId, { ticket: newTicket(), pass })).toBe('no_pass');
		for (const wrong of [undefined, null, '', 'x', 7, {}, [ticket]])
			expect(await giveTicket(app, surveyId, { ticket: wrong, pass })).toBe('no_pass');
		clock.advance(3);
		expect(await giveTicket(app, surveyId, { ticket, pass })).toBe('no_pass');
		expect((await surveyRow(app, surveyId)).issued).toBe(0);
	});

	test('open no box but their own, and nothing else opens it', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeMeeting(app, { attending: 5 });
		const other = await makeMeeting(app, { attending: 5 });
		const slips = await makeOpenSurvey(app);
		const ticket = await takeTicket(app, surveyId);
		expect(await submit(app, other.surveyId, ticket)).toEqual(noTicket);
		expect((await submit(app, slips.surveyId, ticket)).kind).toBe('wrong_code');
		// A ticket that was scanned for and never taken is worth nothing.
		const { ticket: untaken } = await scan(app, surveyId);
		for (const code of [untaken, undefined, null, '', {}, [ticket], slips.codes[0], newTicket()])
			expect(await submit(app, surveyId, code)).toEqual(noTicket);
		expect((await countBox(app, surveyId)).ballots).toBe(0);
		expect((await submit(app, surveyId, ticket)).kind).toBe('accepted');
	});

	test('are not given before the sign-off, after a stop, after the end or of a void survey', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, by } = await makeMeeting(app, { attending: null, hours: 2 });
		expect((await scan(app, surveyId)).step).toBe('stopped');
		await signAttendance(app, surveyId, { attending: 5, witnesses }, by);
		const early = await takeTicket(app, surveyId);
		const { ticket, pass } = await scan(app, surveyId);
		await switchGiving(app.db, clock, surveyId, false, by);
		expect(await giveTicket(app, surveyId, { ticket, pass })).toBe('stopped');
		expect((await scan(app, surveyId)).step).toBe('stopped');
		await expect(switchGiving(app.db, clock, surveyId, false, by)).rejects.toThrow('wrong_state');
		// Who has a ticket still answers.
		expect((await submit(app, surveyId, early)).kind).toBe('accepted');
		await switchGiving(app.db, clock, surveyId, true, by);
		const waiting = await scan(app, surveyId);
		await closeSurvey(app, surveyId, by);
		expect(await giveTicket(app, surveyId, waiting)).toBe('stopped');
		await expect(signAttendance(app, surveyId, { attending: 6, witnesses }, by)).rejects.toThrow(
			'wrong_state'
		);
		await expect(switchGiving(app.db, clock, surveyId, false, by)).rejects.toThrow('wrong_state');

		const next = await makeMeeting(app, { attending: 5, hours: 2 });
		const left = await takeTicket(app, next.surveyId);
		const late = await scan(app, next.surveyId);
		await voidSurvey(app.db, clock, next.surveyId, '到会人数不实', next.by);
		expect(await giveTicket(app, next.surveyId, late)).toBe('stopped');
		expect(await submit(app, next.surveyId, left)).toEqual({ kind: 'void' });

		const timed = await makeMeeting(app, { attending: 5, hours: 0.02 });
		const slow = await scan(app, timed.surveyId);
		clock.advance(2);
		expect(await giveTicket(app, timed.surveyId, slow)).not.toBe('given');
		expect((await surveyRow(app, timed.surveyId)).issued).toBe(0);
	});
});
