import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { keepCheckpoint } from '$lib/server/ballots/keep-checkpoints';
import { toInstant } from '$lib/server/database/values';
import { figuresOf } from '$lib/server/results/figures';
import { listSurveyResults } from '$lib/server/results/read-results';
import { findPublicArchive, findPublicPage } from '$lib/server/publications/find-page';
import { previewPage } from '$lib/server/publications/preview-page';
import { readPublicPage } from '$lib/server/publications/public-page';
import { publishSurvey } from '$lib/server/publications/publish-survey';
import { renderNotice } from '$lib/server/publications/render-notice';
import { withdrawPublication } from '$lib/server/publications/withdraw-publication';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { makeAnsweredSurvey, makePublishedSurvey, notice } from '../support/ended-survey';
import { describeEachEngine } from '../support/engines';
import { bundleText, verifyText } from '../support/bundles';
import { makeOpenSurvey } from '../support/open-survey';
import { makeResult } from '../support/results';
import { ballotsOf, cast } from '../support/votes';

/** What a stranger gets at an address: the page, or the status and words of a refusal. */
async function visit(app: App, number: string): Promise<unknown> {
	return findPublicPage(app, number).catch(({ status, body }) => ({ status, body }));
}

const where = { address: 'https://pj.example.org', warning: null, back: '/office' };

describeEachEngine('a published result', (engine) => {
	test('is the very figures of the office, and nothing that anybody wrote', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makePublishedSurvey(app, 12);
		const page = await readPublicPage(app, surveyId);
		if (page?.state !== 'published') throw new Error('not published');
		const rows = await listSurveyResults(app.db, surveyId);
		for (const [index, row] of rows.entries()) {
			const { rate, strict, turnout, reconciliation } = figuresOf(row);
			expect(page.subjects[index]).toMatchObject({ rate, strict, turnout, reconciliation });
		}
		expect(page).toMatchObject({ from: '2026-11-22', to: '2026-11-28', running: true });
		expect(page.subjects.map(({ personName }) => personName)).toEqual([null, '王建国']);
		expect(JSON.stringify(page)).not.toContain('食堂好多了');
		expect(renderNotice(page, where)).not.toContain('食堂好多了');
	});

	test('shows nothing of a small group but who took part', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 9 });
		await cast(app, survey, ballotsOf(app, { satisfied: 7, dissatisfied: 2 }));
		await closeSurvey(app, survey.surveyId, survey.by);
		await publishSurvey(app.db, app.clock, survey.surveyId, survey.by, notice);
		const page = await readPublicPage(app, survey.surveyId);
		if (page?.state !== 'published') throw new Error('not published');
		for (const subject of page.subjects) {
			expect(subject).toMatchObject({ suppressed: true, rate: null, strict: null });
			const shown = subject.reconciliation.filter(({ value }) => value !== null);
			expect(shown.map(({ key }) => key)).toEqual([
				...['eligible', 'issued', 'returned', 'returned_online', 'returned_paper']
			]);
			for (const { counts } of subject.questions)
				expect(counts).toMatchObject({ disclosure: 'suppressed', satisfied: null });
		}
		expect(renderNotice(page, where)).toContain('表态不足 10 人，不显示');
		const archive = await findPublicArchive(app, survey.unionId);
		expect(archive.entries[0]?.rates[0]).toMatchObject({ suppressed: true, rate: null });
	});

	test('escapes whatever was typed, on the page and on the notice', async () => {
		const app = await engine.createApp();
		const survey = await makeAnsweredSurvey(app, 12);
		const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
		await closeSurvey(app, survey.surveyId, survey.by);
		await sql`update survey set title = ${evil}`.execute(app.db);
		const typed = { ...notice, contact: evil };
		const preview = await previewPage(app, survey.surveyId, typed);
		await publishSurvey(app.db, app.clock, survey.surveyId, survey.by, typed);
		const page = await readPublicPage(app, survey.surveyId);
		if (page?.state !== 'published') throw new Error('not published');
		for (const html of [preview, renderNotice(page, where)]) {
			expect(html).toContain('&lt;script');
			expect(html).not.toMatch(/<script>alert|<img/);
		}
	});
});

describeEachEngine('an address', (engine) => {
	test('says the same of an unknown survey, a draft, an open and a counted one', async () => {
		const app = await engine.createApp();
		const open = await makeOpenSurvey(app, { codes: 12 });
		const counted = await makeAnsweredSurvey(app, 12);
		await closeSurvey(app, counted.surveyId, counted.by);
		const answers = ['zzzzzzzzzzzzzzzz', '../x', '', open.surveyId, counted.surveyId];
		const seen = await Promise.all(answers.map((number) => visit(app, number)));
		expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
		expect(seen[0]).toMatchObject({ status: 404 });
		for (const union of ['zzzz', counted.unionId])
			await expect(findPublicArchive(app, union)).rejects.toMatchObject({ status: 404 });
	});

	test('of a survey made void before it was published tells nothing, afterwards why', async () => {
		const app = await engine.createApp();
		const never = await makeAnsweredSurvey(app, 12);
		await voidSurvey(app.db, app.clock, never.surveyId, '按名单发码', never.by);
		expect(await visit(app, never.surveyId)).toMatchObject({ status: 404 });
		const once = await makePublishedSurvey(app, 12);
		await voidSurvey(app.db, app.clock, once.surveyId, '代答', once.by);
		const page = await readPublicPage(app, once.surveyId);
		expect(page).toMatchObject({ state: 'void', reason: '代答' });
		expect(page).not.toHaveProperty('subjects');
		const { entries } = await findPublicArchive(app, once.unionId);
		expect(entries).toMatchObject([{ state: 'void', reason: '代答', rates: [] }]);
		await keepCheckpoint(app, once.surveyId);
		const bundle = await bundleText(app, once.surveyId, 'public');
		expect(await verifyText(bundle)).toMatchObject({ results: [], published: false });
	});
});

describeEachEngine('a withdrawn publication', (engine) => {
	test('leaves its reason and no figure, and may be published again', async () => {
		const app = await engine.createApp();
		const { db, clock } = app;
		const { surveyId, unionId, by } = await makePublishedSurvey(app, 12);
		const withdraw = (reason: string) =>
			withdrawPublication(db, clock, surveyId, by, { reason, from: 'above' });
		await expect(withdraw(' ')).rejects.toMatchObject({ code: 'reason_needed' });
		await withdraw('电话写错了');
		await expect(withdraw('再来')).rejects.toMatchObject({ code: 'wrong_state' });
		const page = await readPublicPage(app, surveyId);
		expect(page).toMatchObject({ state: 'withdrawn', reason: '电话写错了', from: 'above' });
		expect(page).not.toHaveProperty('subjects');
		const { entries } = await findPublicArchive(app, unionId);
		expect(entries).toMatchObject([{ state: 'withdrawn', rates: [] }]);
		expect((await verifyText(await bundleText(app, surveyId, 'public'))).results).toEqual([]);
		await publishSurvey(db, clock, surveyId, by, { ...notice, contact: '新电话 6002' });
		expect(await readPublicPage(app, surveyId)).toMatchObject({ contact: '新电话 6002' });
		expect((await verifyText(await bundleText(app, surveyId, 'public'))).results).toHaveLength(2);
		const acts = await db.selectFrom('audit').select('action').orderBy('at').execute();
		const named = acts.map(({ action }) => action);
		expect(named.filter((one) => one === 'publish' || one === 'withdraw')).toHaveLength(3);
	});

	test('stands as it was: SQL changes neither what was published nor that it was withdrawn', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makePublishedSurvey(app, 12);
		const change = (text: string) => sql.raw(`update publication set ${text}`).execute(app.db);
		await expect(change(`contact = 'x'`)).rejects.toThrow('what was published stands');
		await expect(sql`delete from publication`.execute(app.db)).rejects.toThrow();
		const taken = { reason: '写错了', from: 'own' as const };
		await withdrawPublication(app.db, app.clock, surveyId, by, taken);
		await expect(change(`withdrawn_at = null`)).rejects.toThrow('withdrawn once');
	});
});

describeEachEngine('two who publish at once', (engine) => {
	test('leave one publication', async () => {
		const app = await engine.createApp();
		const survey = await makeAnsweredSurvey(app, 12);
		await closeSurvey(app, survey.surveyId, survey.by);
		const both = await Promise.allSettled(
			[1, 2].map(() => publishSurvey(app.db, app.clock, survey.surveyId, survey.by, notice))
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await app.db.selectFrom('publication').selectAll().execute()).toHaveLength(1);
	});
});

describeEachEngine('the archive of a union', (engine) => {
	test('lists approved figures of earlier years where the union asked for it, marked, without names', async () => {
		const app = await engine.createApp();
		const survey = await makeAnsweredSurvey(app, 12);
		const { unionId } = survey;
		await makeResult(app, { unionId, year: 2024 });
		await makeResult(app, { unionId, year: 2023, row: { status: 'pending' } });
		await makeResult(app, { unionId, year: 2022, row: { status: 'refused', note: '无原件' } });
		await closeSurvey(app, survey.surveyId, survey.by);
		const publish = (withHistory: boolean) =>
			publishSurvey(app.db, app.clock, survey.surveyId, survey.by, { ...notice, withHistory });
		await publish(false);
		const years = async () =>
			(await findPublicArchive(app, unionId)).entries.map(({ year }) => year);
		expect(await years()).toEqual([2026]);
		const taken = { reason: '补上往年', from: 'own' as const };
		await withdrawPublication(app.db, app.clock, survey.surveyId, survey.by, taken);
		await publish(true);
		expect(await years()).toEqual([2026, 2024]);
		const archive = await findPublicArchive(app, unionId);
		expect(archive.entries[1]?.rates[0]).toMatchObject({ source: 'history' });
		expect(JSON.stringify(archive)).not.toContain('王建国');
		// Whoever entered them, they were not there to be chosen.
		const decided_at = toInstant(new Date(app.clock.now().getTime() + 60_000));
		await makeResult(app, { unionId, year: 2021, row: { decided_at } });
		expect(await years()).toEqual([2026, 2024]);
	});
});
