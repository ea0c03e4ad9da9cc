import { readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { keepForgetting } from '$lib/server/database/keep-forgetting';
import { listReleasedComments } from '$lib/server/comments/list-released';
import { redact } from '$lib/server/comments/redact';
import { listSurveyResults } from '$lib/server/results/read-results';
import { readSurveyReport } from '$lib/server/results/survey-report';
import { readResultLines } from '$lib/server/verification/result-lines';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { createTallier } from '../../../src/verifier/tallier';
import { readSecret } from '$lib/server/ballots/survey-secrets';
import { bundleText, problemOf, verifyText } from '../support/bundles';
import { describeEachEngine } from '../support/engines';
import { ballotsOf, cast } from '../support/votes';
import { makeOpenSurvey, submit, type TestSurvey } from '../support/open-survey';

/** Found nowhere else. */
const name = '欧阳拾贰号';

/** Twelve who answer and write, one of whom names somebody; counted. */
async function makeCommented(app: App): Promise<TestSurvey & { resultId: string }> {
	const survey = await makeOpenSurvey(app, { codes: 12 });
	for (const [index, code] of survey.codes.entries()) {
		const text = index === 5 ? `请谢谢${name}，${name}修好了灯` : `意见第 ${index} 条`;
		const answers = { 'home.overall': 'satisfied', 'chair.overall': 'satisfied' };
		await submit(app, survey.surveyId, code, { answers: { ...answers, 'home.comment': text } });
	}
	await closeSurvey(app, survey.surveyId, survey.by);
	const home = (await listSurveyResults(app.db, survey.surveyId)).find(
		({ subject }) => subject === 'home'
	);
	return { ...survey, resultId: home?.id ?? '' };
}

async function findNamed(app: App, resultId: string): Promise<string> {
	const comments = await listReleasedComments(app.db, resultId);
	return comments.find(({ body }) => body.includes(name))?.id ?? '';
}

const reason = '写了一位职工的姓名';

describeEachEngine('a redaction', (engine) => {
	test('takes the words out for good: no table, no record and no bundle has them, and bundles still hold', async () => {
		const app = await engine.createApp();
		const { surveyId, resultId, by } = await makeCommented(app);
		const textId = await findNamed(app, resultId);
		expect(await bundleText(app, surveyId, 'review')).toContain(name);
		await redact(app, { surveyId, textId, passage: name, reason }, by);
		const shown = await listReleasedComments(app.db, resultId);
		expect(shown).toHaveLength(12);
		expect(shown.find(({ id }) => id === textId)).toMatchObject({
			...{ body: '请谢谢▇▇，▇▇修好了灯', redactions: [{ kind: 'passage', reason }] }
		});
		for (const { name: table } of await app.db.introspection.getTables()) {
			const { rows } = await sql`select * from ${sql.table(table)}`.execute(app.db);
			expect(JSON.stringify(rows), table).not.toContain(name);
		}
		const review = await bundleText(app, surveyId, 'review');
		expect(review).not.toContain(name);
		const key = readSecret(app.config.secretsDir, surveyId, 'box.key');
		expect(await verifyText(review, createTallier(key))).toMatchObject({ redacted: 1 });
		expect(await problemOf(await bundleText(app, surveyId, 'public'))).toBeNull();
		const last = await app.db
			.selectFrom('audit')
			.selectAll()
			.where('action', '=', 'redact_comment')
			.executeTakeFirstOrThrow();
		expect(JSON.parse(last.detail)).toMatchObject({ comment: textId, kind: 'passage', reason });
	});

	test('of the whole comment leaves a mark of one length, once', async () => {
		const app = await engine.createApp();
		const { surveyId, resultId, by } = await makeCommented(app);
		const textId = await findNamed(app, resultId);
		const whole = { surveyId, textId, passage: null, reason };
		await redact(app, whole, by);
		const bodies = (await listReleasedComments(app.db, resultId)).map(({ body }) => body);
		expect(bodies).toContain('▇▇');
		await expect(redact(app, whole, by)).rejects.toMatchObject({ code: 'comment_redacted' });
	});

	test('wants a reason that does not say it again, words that stand there, and a comment of that survey', async () => {
		const app = await engine.createApp();
		const { surveyId, resultId, by } = await makeCommented(app);
		const textId = await findNamed(app, resultId);
		const good = { surveyId, textId, passage: name, reason };
		const tries: [object, string][] = [
			[{ reason: ' ' }, 'reason_needed'],
			[{ reason: `写了${name}` }, 'reason_repeats'],
			[{ reason: `写了 ${[...name].join(' ')}` }, 'reason_repeats'],
			[{ passage: '没有这几个字' }, 'passage_unknown'],
			[{ passage: ' ' }, 'passage_unknown'],
			[{ textId: 'nowhere' }, 'not_found'],
			[{ surveyId: 'nowhere' }, 'not_found']
		];
		for (const [wrong, code] of tries)
			await expect(redact(app, { ...good, ...wrong }, by), code).rejects.toMatchObject({ code });
	});

	test('is the only way to change a comment, by SQL too', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeCommented(app);
		const change = (text: string) => sql.raw(`update result_text set ${text}`).execute(app.db);
		await expect(change(`body = 'x'`)).rejects.toThrow('words go by redaction only');
		await expect(change(`body = 'x', redacted = 1`)).rejects.toThrow('words go by redaction only');
		await expect(change(`seal = 'x'`)).rejects.toThrow('results are sealed');
		// Whoever does it by SQL as a redaction would leaves comments that the verifier counts as such.
		await change(`body = 'x', salt = null, redacted = 1`);
		const { redacted } = await verifyText(await bundleText(app, surveyId, 'review'));
		expect(redacted).toBe(12);
	});
});

describeEachEngine('a redaction', (engine) => {
	const embedded = engine.name === 'SQLite';
	if (embedded)
		test('leaves the write-ahead log as soon as nobody reads it any more', async () => {
			const app = await engine.createApp();
			const { surveyId, resultId, by } = await makeCommented(app);
			const textId = await findNamed(app, resultId);
			const reader = new SQLite(app.config.databaseUrl, { readonly: true });
			reader.exec('begin');
			reader.prepare('select count(*) from result_text').get();
			await redact(app, { surveyId, textId, passage: name, reason }, by);
			const holding = async () => {
				const files = await engine.dataFiles(app);
				return files.filter((file) => readFileSync(file).includes(name));
			};
			// The control: what somebody still reads is found by looking like this.
			expect(await holding()).not.toEqual([]);
			await keepForgetting(app);
			expect(app.forgetting.due).toBe(true);
			reader.exec('commit');
			reader.close();
			await keepForgetting(app);
			expect(app.forgetting.due).toBe(false);
			expect(await holding()).toEqual([]);
		});

	if (!embedded)
		test('rewrites the table at once', async () => {
			const app = await engine.createApp();
			const { surveyId, resultId, by } = await makeCommented(app);
			const file = async () =>
				(await sql`select pg_relation_filenode('result_text') as n`.execute(app.db)).rows;
			const before = await file();
			const textId = await findNamed(app, resultId);
			await redact(app, { surveyId, textId, passage: name, reason }, by);
			expect(await file()).not.toEqual(before);
			await keepForgetting(app);
			expect(app.forgetting.due).toBe(false);
		});
});

describeEachEngine('a comment counted before there were seals', (engine) => {
	/** Twelve such as a server before migration 0026 wrote them. */
	async function makeUnsealed(app: App): Promise<{ surveyId: string; by: string; result: string }> {
		const survey = await makeOpenSurvey(app, { codes: 12 });
		await cast(app, survey, ballotsOf(app, { satisfied: 12 }));
		await closeSurvey(app, survey.surveyId, survey.by);
		const [home] = await listSurveyResults(app.db, survey.surveyId);
		const result = home?.id ?? '';
		const bodies = Array.from({ length: 12 }, (_, n) => (n === 3 ? `谢谢${name}` : `第 ${n} 条`));
		for (const [n, body] of bodies.entries())
			await app.db
				.insertInto('result_text')
				.values({ result_id: result, id: `x${n}`, question_id: 'home.comment', body })
				.execute();
		return { ...survey, result };
	}

	test('is hidden as a whole from everybody who reads it, and what was logged still holds', async () => {
		const app = await engine.createApp();
		const { surveyId, by, result } = await makeUnsealed(app);
		const logged = await readResultLines(app.db, surveyId);
		const whole = { surveyId, textId: 'x3', passage: null, reason };
		const passage = redact(app, { ...whole, passage: name }, by);
		await expect(passage).rejects.toMatchObject({ code: 'comment_unsealed' });
		await redact(app, whole, by);
		const shown = await listReleasedComments(app.db, result);
		expect(JSON.stringify(shown)).not.toContain(name);
		expect(shown.find(({ id }) => id === 'x3')).toMatchObject({
			...{ body: '▇▇', sealed: false, redactions: [{ kind: 'whole', reason }] }
		});
		const [report] = await readSurveyReport(app.db, await surveyOf(app, surveyId));
		expect(JSON.stringify(report)).not.toContain(name);
		expect(await readResultLines(app.db, surveyId)).toEqual(logged);
		await expect(redact(app, whole, by)).rejects.toMatchObject({ code: 'comment_redacted' });
		const acts = app.db.selectFrom('audit').select('detail');
		const recorded = await acts.where('action', '=', 'redact_comment').execute();
		expect(recorded).toHaveLength(1);
		expect(JSON.stringify(recorded)).not.toContain(name);
	});

	test('is hidden once by two who do it at once', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeUnsealed(app);
		const whole = { surveyId, textId: 'x3', passage: null, reason };
		const both = await Promise.allSettled([redact(app, whole, by), redact(app, whole, by)]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		for (const one of both)
			if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'comment_redacted' });
	});
});

const surveyOf = (app: App, id: string) =>
	app.db.selectFrom('survey').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
