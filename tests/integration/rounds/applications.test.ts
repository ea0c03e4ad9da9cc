import { expect, test } from 'vitest';
import { allCriteria } from '$lib/domain/rubric';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '$lib/server/app';
import type { Day } from '$lib/server/database/values';
import { grantRoles } from '$lib/server/accounts/create-account';
import { readSheet } from '$lib/server/assessments/read-sheet';
import { applyForRound } from '$lib/server/rounds/apply-for-round';
import { assignReviewer, unassignReviewer } from '$lib/server/rounds/assign-reviewers';
import { findApplication, findApplicationById } from '$lib/server/rounds/find-application';
import { listRounds } from '$lib/server/rounds/find-round';
import { countApplicants, listApplicants } from '$lib/server/rounds/list-applicants';
import { listEvents } from '$lib/server/rounds/record-event';
import { decideApplication, submitApplication } from '$lib/server/rounds/submit-application';
import {
	beginSelfReview,
	extendSelfReview,
	reopenApplication,
	returnApplication,
	startReview
} from '$lib/server/rounds/supervise-application';
import { withdrawApplication } from '$lib/server/rounds/withdraw-application';
import { assign, makeRound, testDates } from '../support/applications';
import { testClock } from '../support/clock';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { makeResult } from '../support/results';
import { fillInSheet } from '../support/sheets';

const noon = (day: string) => `${day}T12:00:00+08:00`;

/** A union with a result of 2026 in a round of the root union, its staff, a reviewer, and who supervises. */
async function makeStory(engine: Engine, { result = true } = {}) {
	const clock = testClock();
	const app = await engine.createApp({ clock });
	const root = await rootUnionId(app);
	const unionId = await makeUnion(app);
	if (result) await makeResult(app, { unionId, year: 2026 });
	await makeRound(app);
	const [staff, reviewer, boss] = [
		await makeUser(app, { role: 'staff', unionId }),
		await makeUser(app, { role: 'reviewer', unionId: root }),
		await makeUser(app, { role: 'supervisor', unionId: root })
	];
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const key = { union, year: 2026, rubric: app.rubrics.rubrics.grassroots };
	const apply = () => applyForRound(app.db, clock, union, 2026, staff);
	const save = async (kind: ScoreKind, values: Record<string, string>) => {
		const by = kind === 'self' ? staff : reviewer;
		return { saved: (await fillInSheet(app, key, { kind, values, by })).changed };
	};
	/** Full points for everything but what is measured. */
	const saveAll = (kind: ScoreKind) => save(kind, fullPoints(app));
	/** Applied, handed in, and under review by the reviewer. */
	const underReview = async () => {
		const id = await apply();
		await saveAll('self');
		await submitApplication(app, id, { acknowledged: false }, staff);
		await assign(app, id, reviewer);
		await startReview(app, id, reviewer);
		return id;
	};
	return { app, clock, unionId, staff, reviewer, boss, apply, save, saveAll, underReview };
}

function fullPoints(app: App): Record<string, string> {
	const criteria = allCriteria(app.rubrics.rubrics.grassroots).filter((one) => !one.measure);
	return Object.fromEntries(criteria.map(({ id, points }) => [`score.${id}`, `${points}`]));
}

const one = { 'score.organisation.1.1': '1' };

describeEachEngine('an application', (engine) => {
	test('goes from 申报 to 已确定, and its history says who, when and why', async () => {
		const { app, clock, staff, reviewer, boss, saveAll, apply } = await makeStory(engine);
		const id = await apply();
		await saveAll('self');
		clock.advance(60);
		await submitApplication(app, id, { acknowledged: false }, staff);
		await assign(app, id, reviewer);
		await startReview(app, id, reviewer);
		await returnApplication(app, id, { reason: '台账不全', selfUntil: null }, reviewer);
		await submitApplication(app, id, { acknowledged: false }, staff);
		await startReview(app, id, boss);
		await saveAll('review');
		clock.set(noon('2026-12-20'));
		await decideApplication(app, id, boss);
		clock.set(noon('2026-12-21'));
		await reopenApplication(app, id, '群众反映情况不实', boss);
		await saveAll('review');
		await decideApplication(app, id, boss);
		const application = await findApplicationById(app.db, id);
		expect(application).toMatchObject({
			...{ state: 'decided', reopened: 1, steps: 10 },
			...{ self_score: 200, self_points: 200, review_score: 200, review_points: 200 }
		});
		const events = (await listEvents(app.db, id)).reverse();
		expect(events.map(({ act, to }) => `${act} ${to}`)).toEqual([
			...['apply applied', 'begin self_review', 'submit submitted', 'start_review under_review'],
			...['return self_review', 'submit submitted', 'start_review under_review'],
			...['decide decided', 'reopen under_review', 'decide decided']
		]);
		expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1));
		expect(events.filter(({ reason }) => reason).map(({ reason }) => reason)).toEqual([
			...['台账不全', '群众反映情况不实']
		]);
		expect(events[0]?.at).toBe('2026-11-22T01:00:00.000Z');
		const audits = await app.db
			.selectFrom('audit')
			.select(['action', 'user_id'])
			.where('noun', '=', 'application')
			.where('noun_id', '=', id)
			.execute();
		expect(audits).toHaveLength(events.length);
		expect(audits.filter(({ action }) => action === 'decide').map((line) => line.user_id)).toEqual([
			...[boss, boss]
		]);
	});

	test('waits for self review to begin when it comes early, and comes too late afterwards', async () => {
		const { app, clock, staff, apply, save } = await makeStory(engine);
		clock.set(noon('2026-10-20'));
		const id = await apply();
		expect((await findApplicationById(app.db, id))?.state).toBe('applied');
		await expect(beginSelfReview(app, id, staff)).rejects.toThrow('before_self');
		await expect(save('self', one)).rejects.toThrow('sheet_locked');
		clock.set('2026-11-01T00:00:00+08:00');
		await beginSelfReview(app, id, staff);
		expect((await save('self', one)).saved).toHaveLength(1);
		const late = await makeStory(engine);
		late.clock.set('2026-12-01T00:00:00+08:00');
		await expect(late.apply()).rejects.toThrow('after_self');
	});

	test('takes part once a year, however many press the button', async () => {
		const { app, apply } = await makeStory(engine);
		const outcomes = await Promise.allSettled([apply(), apply(), apply()]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const outcome of outcomes)
			if (outcome.status === 'rejected')
				expect(String(outcome.reason)).toContain('applied_already');
		expect(await app.db.selectFrom('application').select('id').execute()).toHaveLength(1);
		expect(await app.db.selectFrom('application_event').selectAll().execute()).toHaveLength(2);
	});

	test('without a round there is nothing to apply for', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const union = { id: unionId, path: '/x/y/', level: 'grassroots' as const };
		await expect(applyForRound(app.db, app.clock, union, 2026, unionId)).rejects.toThrow(
			'no_round'
		);
	});

	test('is handed in with empty criteria only by somebody who knows', async () => {
		const { app, staff, apply, save } = await makeStory(engine);
		const id = await apply();
		await save('self', one);
		await expect(submitApplication(app, id, { acknowledged: false }, staff)).rejects.toThrow(
			'criteria_empty'
		);
		expect(await findApplicationById(app.db, id)).toMatchObject({
			...{ state: 'self_review', self_score: null }
		});
		await submitApplication(app, id, { acknowledged: true }, staff);
		expect(await findApplicationById(app.db, id)).toMatchObject({
			...{ state: 'submitted', self_score: 14, self_points: 200 }
		});
	});

	test('is not decided while a criterion has no review score, be it the measured one', async () => {
		const { app, boss, save, saveAll, underReview } = await makeStory(engine, { result: false });
		const id = await underReview();
		await expect(decideApplication(app, id, boss)).rejects.toThrow('criteria_unscored');
		await saveAll('review');
		await expect(decideApplication(app, id, boss)).rejects.toThrow('criteria_unscored');
		const measured = { 'score.trust.1.2': '0', 'note.trust.1.2': '当年没有开展会员评家' };
		await save('review', measured);
		await decideApplication(app, id, boss);
		expect((await findApplicationById(app.db, id))?.review_score).toBe(188);
	});

	test('is written on in its window and its state alone, to the day', async () => {
		const { app, clock, staff, reviewer, boss, apply, save, saveAll } = await makeStory(engine);
		const id = await apply();
		await saveAll('self');
		await expect(save('review', one)).rejects.toThrow('sheet_locked');
		clock.set('2026-11-30T23:59:00+08:00');
		expect((await save('self', one)).saved).toHaveLength(1);
		clock.set('2026-12-01T00:00:00+08:00');
		await expect(save('self', { ...one, 'score.organisation.1.1': '2' })).rejects.toThrow(
			'sheet_locked'
		);
		await expect(submitApplication(app, id, { acknowledged: true }, staff)).rejects.toThrow(
			'after_self'
		);
		clock.set(noon('2026-11-30'));
		await submitApplication(app, id, { acknowledged: true }, staff);
		await expect(save('self', { 'score.organisation.1.1': '2' })).rejects.toThrow('sheet_locked');
		await assign(app, id, reviewer);
		await startReview(app, id, reviewer);
		await saveAll('review');
		clock.set('2026-12-21T00:00:00+08:00');
		const other = { 'score.organisation.1.1': '0.5' };
		await expect(save('review', other)).rejects.toThrow('sheet_locked');
		await decideApplication(app, id, boss);
		await reopenApplication(app, id, '复评', boss);
		expect((await save('review', other)).saved).toHaveLength(1);
		clock.set('2026-12-26T00:00:00+08:00');
		await expect(save('review', one)).rejects.toThrow('sheet_locked');
	});

	test('gets more time by the supervisor’s word, with a reason and a later day', async () => {
		const { app, clock, boss, apply, save } = await makeStory(engine);
		const id = await apply();
		clock.set(noon('2026-12-02'));
		const extend = (selfUntil: string, reason = '停电三天') =>
			extendSelfReview(app, id, { reason, selfUntil: selfUntil as Day }, boss);
		await expect(extend('2026-12-05', ' ')).rejects.toThrow('reason_needed');
		await expect(extend('2026-11-30')).rejects.toThrow('day_needed');
		await expect(extend('2026-12-01')).rejects.toThrow('day_needed');
		await extend('2026-12-05');
		expect((await save('self', one)).saved).toHaveLength(1);
		clock.set('2026-12-06T00:00:00+08:00');
		await expect(save('self', { 'score.organisation.1.1': '2' })).rejects.toThrow('sheet_locked');
	});

	test('that is returned after its time needs a day until when', async () => {
		const { app, clock, boss, underReview, save } = await makeStory(engine);
		const id = await underReview();
		clock.set(noon('2026-12-03'));
		const give = (selfUntil: string | null) =>
			returnApplication(app, id, { reason: '补材料', selfUntil: selfUntil as Day | null }, boss);
		await expect(give(null)).rejects.toThrow('day_needed');
		await expect(give('2026-12-02')).rejects.toThrow('day_needed');
		await give('2026-12-08');
		expect((await save('self', one)).saved).toHaveLength(1);
	});

	test('is not started without a reviewer, nor taken up again without re-review', async () => {
		const { app, clock, staff, boss, apply } = await makeStory(engine);
		const id = await apply();
		await submitApplication(app, id, { acknowledged: true }, staff);
		await expect(startReview(app, id, boss)).rejects.toThrow('no_reviewer');
		expect((await findApplicationById(app.db, id))?.state).toBe('submitted');
		clock.set(noon('2026-12-22'));
		await expect(reopenApplication(app, id, '复评', boss)).rejects.toThrow('wrong_step');
	});

	test('is decided once where two decide at the same moment', async () => {
		const { app, boss, saveAll, underReview } = await makeStory(engine);
		const id = await underReview();
		await saveAll('review');
		const outcomes = await Promise.allSettled(
			Array.from({ length: 4 }, () => decideApplication(app, id, boss))
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const outcome of outcomes)
			if (outcome.status === 'rejected') expect(String(outcome.reason)).toMatch(/stale|wrong_step/);
		const decided = (await listEvents(app.db, id)).filter(({ act }) => act === 'decide');
		expect(decided).toHaveLength(1);
	});

	test('keeps the total that was there when it was decided, whoever writes at that moment', async () => {
		const { app, boss, save, saveAll, underReview } = await makeStory(engine);
		const id = await underReview();
		await saveAll('review');
		const [, saved] = await Promise.allSettled([
			decideApplication(app, id, boss),
			save('review', { 'score.organisation.1.1': '0' })
		]);
		const application = await findApplicationById(app.db, id);
		const wrote = saved.status === 'fulfilled';
		expect(application).toMatchObject({ state: 'decided', review_score: wrote ? 196 : 200 });
		if (saved.status === 'rejected') expect(String(saved.reason)).toContain('sheet_locked');
	});

	test('is not decided by an account that reviews it', async () => {
		const { app, boss, saveAll, underReview } = await makeStory(engine);
		const id = await underReview();
		await saveAll('review');
		await assign(app, id, boss);
		await expect(decideApplication(app, id, boss)).rejects.toMatchObject({ code: 'own_review' });
		expect(await findApplicationById(app.db, id)).toMatchObject({
			...{ state: 'under_review', review_score: null }
		});
		const other = await makeUser(app, { role: 'supervisor', unionId: await rootUnionId(app) });
		await decideApplication(app, id, other);
		expect((await findApplicationById(app.db, id))?.state).toBe('decided');
	});

	test('is not decided by whoever was taken off first, having scored nothing', async () => {
		const { app, unionId, boss, reviewer, saveAll, underReview } = await makeStory(engine);
		const id = await underReview();
		await saveAll('review');
		const { round_id: roundId } = await app.db
			.selectFrom('application')
			.select('round_id')
			.where('union_id', '=', unionId)
			.executeTakeFirstOrThrow();
		const root = await rootUnionId(app);
		await grantRoles(app.db, boss, [{ role: 'reviewer', unionId: root }]);
		const other = await makeUser(app, { role: 'supervisor', unionId: root });
		const assigning = { roundId, userId: boss, applicationIds: [id] };
		await assignReviewer(app.db, app.clock, assigning, other);
		await unassignReviewer(app.db, app.clock, assigning, other);
		await expect(decideApplication(app, id, boss)).rejects.toMatchObject({ code: 'own_review' });
		await expect(decideApplication(app, id, reviewer)).rejects.toMatchObject({
			code: 'own_review'
		});
		await decideApplication(app, id, other);
	});

	test('is withdrawn before it is handed in, is none then, and may be made again', async () => {
		const { app, unionId, staff, boss, apply, save } = await makeStory(engine);
		const id = await apply();
		await save('self', one);
		await withdrawApplication(app, id, staff);
		const union = await app.db
			.selectFrom('union')
			.selectAll()
			.where('id', '=', unionId)
			.executeTakeFirstOrThrow();
		expect(await findApplication(app.db, union, 2026)).toBeNull();
		await expect(save('self', { 'score.organisation.1.1': '2' })).rejects.toThrow('sheet_locked');
		await expect(withdrawApplication(app, id, staff)).rejects.toThrow('not_found');
		await expect(submitApplication(app, id, { acknowledged: true }, staff)).rejects.toThrow(
			'not_found'
		);
		const round = (await listRounds(app.db, await rootUnionId(app)))[0];
		if (!round) throw new Error('no round');
		expect(await countApplicants(app.db, round)).toMatchObject({ none: 1, self_review: 0 });
		const none = { text: '', state: null, reviewer: null, page: 1 };
		expect((await listApplicants(app.db, round, none)).applicants[0]?.application).toBeNull();

		expect(await apply()).toBe(id);
		expect(await findApplicationById(app.db, id)).toMatchObject({ state: 'self_review' });
		const key = { union, year: 2026, rubric: app.rubrics.rubrics.grassroots };
		expect((await readSheet(app.db, key)).self['organisation.1.1']?.half_points).toBe(2);
		const events = (await listEvents(app.db, id)).reverse();
		expect(events.map(({ act, to }) => `${act} ${to}`)).toEqual([
			...['apply applied', 'begin self_review', 'withdraw withdrawn'],
			...['apply applied', 'begin self_review']
		]);
		const audits = await app.db
			.selectFrom('audit')
			.select('user_id')
			.where('action', '=', 'withdraw')
			.execute();
		expect(audits).toEqual([{ user_id: staff }]);

		await submitApplication(app, id, { acknowledged: true }, staff);
		await expect(withdrawApplication(app, id, staff)).rejects.toThrow('wrong_step');
		await returnApplication(app, id, { reason: '补材料', selfUntil: null }, boss);
		await expect(withdrawApplication(app, id, staff)).rejects.toThrow('handed_in');
	});

	test('that is withdrawn and handed in at the same moment ends as one of both', async () => {
		const { app, staff, apply } = await makeStory(engine);
		const id = await apply();
		const outcomes = await Promise.allSettled([
			withdrawApplication(app, id, staff),
			submitApplication(app, id, { acknowledged: true }, staff)
		]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const stored = await app.db.selectFrom('application').select('state').executeTakeFirst();
		const [last] = await listEvents(app.db, id);
		expect(last?.to).toBe(stored?.state);
	});

	test('that is returned while it is decided ends as one of both', async () => {
		const { app, boss, reviewer, saveAll, underReview } = await makeStory(engine);
		const id = await underReview();
		await saveAll('review');
		const outcomes = await Promise.allSettled([
			decideApplication(app, id, boss),
			returnApplication(app, id, { reason: '再补', selfUntil: null }, reviewer)
		]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const events = await listEvents(app.db, id);
		expect(events[0]?.to).toBe((await findApplicationById(app.db, id))?.state);
	});

	test('keeps its history and its round, also against SQL', async () => {
		const { app, apply } = await makeStory(engine);
		const id = await apply();
		await expect(app.db.deleteFrom('application_event').execute()).rejects.toThrow('events stay');
		await expect(
			app.db.updateTable('application_event').set({ reason: 'x' }).execute()
		).rejects.toThrow('events stay');
		await expect(app.db.deleteFrom('application').execute()).rejects.toThrow('applications stay');
		await expect(
			app.db.updateTable('application').set({ year: 2025 }).where('id', '=', id).execute()
		).rejects.toThrow('applications keep round');
	});
});

test('the dates of these tests are those the story tells', () => {
	expect(testDates.self.to).toBe('2026-11-30');
	expect(testDates.final).toEqual({ from: '2026-12-21', to: '2026-12-25' });
});
