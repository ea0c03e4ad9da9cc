import { statSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { countFields, type PaperCount } from '$lib/domain/paper-count';
import { questionIds } from '$lib/domain/questionnaire';
import type { App } from '$lib/server/app';
import { confirmPaper } from '$lib/server/paper/confirm-paper';
import { enterPaper, withdrawPaper } from '$lib/server/paper/enter-paper';
import { paperPending } from '$lib/server/paper/read-paper';
import { previewPage } from '$lib/server/publications/preview-page';
import { readPublicPage } from '$lib/server/publications/public-page';
import { publishSurvey } from '$lib/server/publications/publish-survey';
import { renderNotice } from '$lib/server/publications/render-notice';
import { figuresOf } from '$lib/server/results/figures';
import { listSurveyResults } from '$lib/server/results/read-results';
import { viewResult } from '$lib/server/results/result-view';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { bundleText, problemOf } from '../support/bundles';
import { describeEachEngine } from '../support/engines';
import { makeUser } from '../support/factories';
import { makeDraft } from '../support/open-survey';
import { ballotsOf, cast } from '../support/votes';

/** Every question answered alike: 满意 and 不满意. */
function paper(
	app: App,
	{
		satisfied,
		dissatisfied = 0,
		handedOut = satisfied + dissatisfied
	}: {
		satisfied: number;
		dissatisfied?: number;
		handedOut?: number;
	}
): PaperCount {
	const { home, chair } = app.rubrics.questionnaires;
	const none = Object.fromEntries(countFields.map((field) => [field, 0]));
	const counts = { ...none, satisfied, dissatisfied } as PaperCount['answers'][string];
	const ids = [home, chair].flatMap(questionIds);
	return {
		...{ printed: handedOut, handed_out: handedOut, leftover: 0, spoiled: 0 },
		returned: satisfied + dissatisfied,
		answers: Object.fromEntries(ids.map((id) => [id, { ...counts }]))
	};
}

/** A closed survey with paper, `online` ballots of 满意 in its box. */
async function closedSurvey(app: App, { online = 12, eligible = 40 } = {}) {
	const survey = await makeDraft(app, { codes: online, eligible });
	await app.db.updateTable('survey').set({ paper: 1 }).where('id', '=', survey.surveyId).execute();
	await openSurvey(app, survey.surveyId, survey.by);
	await cast(app, survey, ballotsOf(app, { satisfied: online }));
	await closeSurvey(app, survey.surveyId, survey.by);
	const first = await makeUser(app, { role: 'staff', unionId: survey.unionId });
	const second = await makeUser(app, { role: 'staff', unionId: survey.unionId });
	return { ...survey, first, second };
}

const stateOf = (app: App, id: string) =>
	app.db.selectFrom('survey').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describeEachEngine('paper counts', (engine) => {
	it('are waited for, entered by one, confirmed by another, and sealed as a sum only', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app);
		expect((await stateOf(app, surveyId)).state).toBe('closed');
		expect(await paperPending(app.db, surveyId)).toBe(true);
		const count = paper(app, { satisfied: 20, dissatisfied: 2, handedOut: 25 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		await expect(confirmPaper(app, surveyId, count, first)).rejects.toThrow('paper_same_person');
		const other = paper(app, { satisfied: 20, dissatisfied: 3, handedOut: 25 });
		expect(await confirmPaper(app, surveyId, other, second)).toContain('returned');
		expect((await stateOf(app, surveyId)).state).toBe('closed');
		expect(await confirmPaper(app, surveyId, count, second)).toEqual([]);
		expect((await stateOf(app, surveyId)).state).toBe('counted');
		const [home] = await listSurveyResults(app.db, surveyId);
		expect(home).toMatchObject({
			...{ issued: 37, returned_online: 12, returned_paper: 22, satisfied: 32, dissatisfied: 2 }
		});
		expect(figuresOf(home!).validity.counts).toBe(true);
		expect(await problemOf(await bundleText(app, surveyId, 'review'))).toBeNull();
		expect(await app.db.selectFrom('paper_answer').selectAll().execute()).toEqual([]);
		const log = await app.db.selectFrom('log').selectAll().where('type', '=', 'paper').execute();
		expect(JSON.parse(log[0]?.payload.toString() ?? '')).toMatchObject({ returned: 22 });
		expect(log[0]?.payload.toString()).not.toContain('satisfied');
	});

	it('cannot be confirmed by the same account or changed afterwards, not even by SQL', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app);
		const count = paper(app, { satisfied: 5 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		const confirm = (by: string) =>
			app.db.updateTable('paper_count').set({ confirmed_by: by }).execute();
		await expect(confirm(first)).rejects.toThrow();
		await confirm(second);
		await app.db.updateTable('paper_answer').set({ locked: 1 }).execute();
		await expect(app.db.updateTable('paper_count').set({ returned: 9 }).execute()).rejects.toThrow(
			'confirmed by two people'
		);
		await expect(
			app.db.updateTable('paper_answer').set({ satisfied: 9 }).execute()
		).rejects.toThrow('confirmed by two people');
		await expect(app.db.deleteFrom('paper_count').execute()).rejects.toThrow('confirmed counts');
		await expect(app.db.deleteFrom('paper_answer').execute()).rejects.toThrow('confirmed counts');
	});

	it('leave nothing of themselves in the storage once they are in the sum', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app);
		const count = paper(app, { satisfied: 5 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		// Where a deleted row would still lie: the write-ahead log, or the file of the table.
		const place = async () =>
			engine.name === 'SQLite'
				? statSync(`${app.config.databaseUrl}-wal`).size
				: (await sql`select pg_relation_filenode('paper_answer') as n`.execute(app.db)).rows;
		const before = await place();
		await confirmPaper(app, surveyId, count, second);
		if (engine.name === 'SQLite') expect(await place()).toBe(0);
		else expect(await place()).not.toEqual(before);
	});

	it('can be withdrawn until they are confirmed, and are refused at any other time', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app);
		const count = paper(app, { satisfied: 5 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		await expect(enterPaper(app.db, app.clock, surveyId, count, second)).rejects.toThrow(
			'paper_entered_already'
		);
		await withdrawPaper(app.db, app.clock, surveyId, first);
		await enterPaper(app.db, app.clock, surveyId, count, second);
		expect(await confirmPaper(app, surveyId, count, first)).toEqual([]);
		await expect(withdrawPaper(app.db, app.clock, surveyId, first)).rejects.toThrow(
			'paper_not_due'
		);
	});

	it('protect small groups by the sum of both channels', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app, { online: 5 });
		const count = paper(app, { satisfied: 3, dissatisfied: 1 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		await confirmPaper(app, surveyId, count, second);
		const [home] = await listSurveyResults(app.db, surveyId);
		expect(home).toMatchObject({ disclosure: 'suppressed', satisfied: null, returned_paper: 4 });
	});

	it('hide the whole where those who counted them could take them away from a handful online', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app, { online: 9, eligible: 60 });
		const count = paper(app, { satisfied: 40, dissatisfied: 2 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		await confirmPaper(app, surveyId, count, second);
		const results = await listSurveyResults(app.db, surveyId);
		for (const result of results)
			expect(result).toMatchObject({
				...{ disclosure: 'suppressed', favourable: null, dissatisfied: null },
				...{ returned_online: 9, returned_paper: 42 }
			});
		expect(results.map((result) => viewResult(result).handful)).toEqual([true, true]);
		const stated = { days: 7, contact: '工会办公室 0512-6000', withHistory: false };
		expect(await previewPage(app, surveyId, stated)).toContain('或者其中线上的不足这个数');
		await publishSurvey(app.db, app.clock, surveyId, first, stated);
		const page = await readPublicPage(app, surveyId);
		if (page?.state !== 'published') throw new Error('not published');
		const where = { address: 'https://pj.example.org', warning: null, back: '/office' };
		expect(renderNotice(page, where)).toContain('表态或其中线上表态不足 10 人，不显示');
		const counts = await app.db.selectFrom('result_count').selectAll().execute();
		expect(new Set(counts.map(({ disclosure }) => disclosure))).toEqual(new Set(['suppressed']));
		expect(await problemOf(await bundleText(app, surveyId, 'review'))).toBeNull();
	});

	it('make a survey void if more came back than was handed out', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app);
		const count = paper(app, { satisfied: 12, handedOut: 11 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		await confirmPaper(app, surveyId, count, second);
		expect(await stateOf(app, surveyId)).toMatchObject({ state: 'void', void_by: null });
		const [home] = await listSurveyResults(app.db, surveyId);
		expect(home).toMatchObject({ status: 'void', satisfied: null, returned_paper: 12 });
		expect(await app.db.selectFrom('paper_answer').selectAll().execute()).toEqual([]);
	});

	it('flag a result for which more was handed out than members are entitled', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app, { eligible: 20 });
		const count = paper(app, { satisfied: 12, handedOut: 13 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		await confirmPaper(app, surveyId, count, second);
		const [home] = await listSurveyResults(app.db, surveyId);
		expect(figuresOf(home!).validity.reasons).toEqual(['more_handed_out_than_eligible']);
	});

	it('let a survey without a single code open, and count', async () => {
		const app = await engine.createApp();
		const { surveyId, first, second } = await closedSurvey(app, { online: 0, eligible: 15 });
		const count = paper(app, { satisfied: 12 });
		await enterPaper(app.db, app.clock, surveyId, count, first);
		await confirmPaper(app, surveyId, count, second);
		const [home] = await listSurveyResults(app.db, surveyId);
		expect(home).toMatchObject({ issued: 12, satisfied: 12 });
	});
});
