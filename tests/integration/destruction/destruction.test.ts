import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { openBox } from '$lib/server/ballots/open-box';
import { beginDestruction } from '$lib/server/destruction/begin-destruction';
import { destroyDue } from '$lib/server/destruction/destroy-due';
import { readDisputeWindow } from '$lib/server/destruction/dispute-window';
import { eraseRows } from '$lib/server/destruction/erase-rows';
import { eraseSecrets } from '$lib/server/destruction/erase-secrets';
import { extendWindow } from '$lib/server/destruction/extend-window';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { surveyRow } from '../support/box';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeAnsweredSurvey, makePublishedSurvey } from '../support/ended-survey';
import { makeDraft, submit } from '../support/open-survey';
import { countRemnants } from '../support/remnants';
import { deleteDraft } from '$lib/server/surveys/draft-survey';

const DAY = 24 * 60;
async function countRows(app: App, surveyId: string) {
	const count = async (table: 'ballot' | 'code' | 'spent' | 'log' | 'result') => {
		const rows = await app.db
			.selectFrom(table)
			.select('survey_id')
			.where('survey_id', '=', surveyId)
			.execute();
		return rows.length;
	};
	return {
		...{ ballot: await count('ballot'), code: await count('code'), spent: await count('spent') },
		...{ log: await count('log'), result: await count('result') }
	};
}

async function windowOf(app: App, surveyId: string) {
	const window = await readDisputeWindow(app.db, app.rubrics.rules, await surveyRow(app, surveyId));
	if (!window) throw new Error('there is no dispute window');
	return window;
}

const gone = { ballot: 0, code: 0, spent: 0 };

describeEachEngine('destruction', (engine) => {
	test('leaves no 24 bytes of any ciphertext, and nothing that opens one', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, ciphertexts } = await makePublishedSurvey(app, 60);
		const folder = join(app.config.secretsDir, surveyId);
		const key = readFileSync(join(folder, 'box.key'));
		const before = await countRows(app, surveyId);
		// The control: the same search finds every one of them while they are there.
		expect(await countRemnants(engine, app, ciphertexts)).toBe(60);

		clock.advance(15 * DAY);
		await destroyDue(app);

		expect(await countRemnants(engine, app, ciphertexts)).toBe(0);
		expect(existsSync(folder)).toBe(false);
		const survey = await surveyRow(app, surveyId);
		expect(survey.state).toBe('destroyed');
		await expect(openBox(app, survey)).rejects.toThrow();
		for (const file of await engine.dataFiles(app))
			expect(readFileSync(file).includes(key)).toBe(false);
		// Hashes and results stay.
		expect(await countRows(app, surveyId)).toEqual({ ...before, ...gone });
		expect(before).toMatchObject({ ballot: 60, log: 63, result: 2 });
	});

	test('finds what plain deletion leaves behind, so that the search is known to work', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, ciphertexts } = await makePublishedSurvey(app, 60);
		clock.advance(15 * DAY);
		await beginDestruction(app, surveyId);
		await eraseRows(app.db, surveyId);
		expect(await countRows(app, surveyId)).toMatchObject(gone);
		expect(await countRemnants(engine, app, ciphertexts)).toBeGreaterThan(0);
		await destroyDue(app);
		expect(await countRemnants(engine, app, ciphertexts)).toBe(0);
	});

	test('waits for the end of the window, to the minute', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId } = await makePublishedSurvey(app);
		clock.advance(15 * DAY - 1);
		await destroyDue(app);
		expect((await surveyRow(app, surveyId)).state).toBe('published');
		clock.advance(1);
		await destroyDue(app);
		expect((await surveyRow(app, surveyId)).state).toBe('destroyed');
		expect((await windowOf(app, surveyId)).destruction?.completed_at).not.toBeNull();
	});

	test('waits longer while a dispute runs, with a reason each time', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, by } = await makePublishedSurvey(app);
		await expect(extendWindow(app, surveyId, '  ', by)).rejects.toThrow('reason_needed');
		await extendWindow(app, surveyId, '有人举报代答，正在核查', by);
		clock.advance(45 * DAY - 1);
		await destroyDue(app);
		expect((await surveyRow(app, surveyId)).state).toBe('published');
		expect((await windowOf(app, surveyId)).extensions).toMatchObject([
			{ reason: '有人举报代答，正在核查' }
		]);
		clock.advance(1);
		await destroyDue(app);
		expect((await surveyRow(app, surveyId)).state).toBe('destroyed');
		await expect(extendWindow(app, surveyId, '再等等', by)).rejects.toThrow('wrong_state');
	});

	test('takes void surveys too, counted or not, and leaves them void', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const surveys = [await makeAnsweredSurvey(app), await makePublishedSurvey(app)];
		clock.advance(DAY);
		for (const { surveyId, by } of surveys)
			await voidSurvey(app.db, clock, surveyId, '按名单发码', by);
		clock.advance(15 * DAY - 1);
		await destroyDue(app);
		for (const { surveyId } of surveys)
			expect(await countRows(app, surveyId)).toMatchObject({ ballot: 20 });
		clock.advance(1);
		await destroyDue(app);
		for (const { surveyId, ciphertexts } of surveys) {
			expect((await surveyRow(app, surveyId)).state).toBe('void');
			expect(await countRows(app, surveyId)).toMatchObject(gone);
			expect((await windowOf(app, surveyId)).destruction?.completed_at).not.toBeNull();
			expect(await countRemnants(engine, app, ciphertexts)).toBe(0);
		}
	});

	test('is finished by the next start, wherever it was interrupted', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const stops: ((surveyId: string) => Promise<void>)[] = [
			async () => undefined,
			async (id) => beginDestruction(app, id),
			async (id) => {
				await beginDestruction(app, id);
				// Half of the keys are gone.
				const folder = join(app.config.secretsDir, id);
				writeFileSync(join(folder, 'box.key'), '');
			},
			async (id) => {
				await beginDestruction(app, id);
				eraseSecrets(app.config.secretsDir, id);
				await app.db
					.deleteFrom('ballot')
					.where('survey_id', '=', id)
					.where('seq', '<', 9)
					.execute();
			},
			async (id) => {
				await beginDestruction(app, id);
				eraseSecrets(app.config.secretsDir, id);
				await eraseRows(app.db, id);
			}
		];
		const surveys = [];
		for (const stop of stops) surveys.push({ stop, ...(await makePublishedSurvey(app)) });
		clock.advance(15 * DAY);
		for (const { stop, surveyId } of surveys) await stop(surveyId);
		const { databaseUrl, secretsDir } = app.config;
		const next = await engine.createApp({ clock, config: { databaseUrl, secretsDir } });
		await app.dispose();
		await destroyDue(next);
		for (const { surveyId, ciphertexts } of surveys) {
			expect(await countRows(next, surveyId)).toMatchObject(gone);
			expect((await windowOf(next, surveyId)).destruction?.completed_at).not.toBeNull();
			expect(await countRemnants(engine, next, ciphertexts)).toBe(0);
		}
		expect(readdirSync(secretsDir).filter((name) => name.length === 8)).toEqual([]);
	});

	test('leaves the boxes of other surveys alone', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		await makePublishedSurvey(app);
		clock.advance(15 * DAY);
		const open = await makeAnsweredSurvey(app);
		const before = await countRows(app, open.surveyId);
		await destroyDue(app);
		expect(await countRows(app, open.surveyId)).toEqual(before);
		expect(await countRemnants(engine, app, open.ciphertexts)).toBe(20);
		expect(existsSync(join(app.config.secretsDir, open.surveyId, 'box.key'))).toBe(true);
	});

	test('is told in the records, and a ballot sent afterwards learns only that it is over', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, codes } = await makePublishedSurvey(app);
		clock.advance(15 * DAY);
		await destroyDue(app);
		await destroyDue(app);
		const acts = await app.db
			.selectFrom('audit')
			.select(['action', 'user_id'])
			.where('noun_id', '=', surveyId)
			.where('action', 'like', 'destroy%')
			.orderBy('action')
			.execute();
		expect(acts).toEqual([
			{ action: 'destroy', user_id: null },
			{ action: 'destroy_begin', user_id: null }
		]);
		expect(await submit(app, surveyId, codes[0])).toEqual({ kind: 'closed' });
	});

	test.each(['ballot', 'code', 'spent'] as const)(
		'alone may delete from %s, not SQL before it',
		async (table) => {
			const app = await engine.createApp();
			await makePublishedSurvey(app);
			const remove = sql`delete from ${sql.table(table)}`;
			await expect(remove.execute(app.db)).rejects.toThrow('emptied by destruction alone');
			if (engine.name === 'PostgreSQL')
				await expect(sql`truncate ${sql.table(table)}`.execute(app.db)).rejects.toThrow(
					'emptied by destruction alone'
				);
		}
	);

	test('is final: no state after it, and its marks stay', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, by } = await makePublishedSurvey(app);
		clock.advance(15 * DAY);
		await destroyDue(app);
		await expect(voidSurvey(app.db, clock, surveyId, '作废', by)).rejects.toThrow('wrong_state');
		for (const change of [
			sql`update survey set state = 'published'`,
			sql`update destruction set begun_at = '2020-01-01T00:00:00.000Z'`,
			sql`update destruction set completed_at = null`,
			sql`delete from destruction`
		])
			await expect(change.execute(app.db)).rejects.toThrow(/is final|has begun|is complete/);
	});

	test('does not stand in the way of a draft that is thrown away with its codes', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app);
		await deleteDraft(app.db, app.clock, surveyId, by);
		expect(await countRows(app, surveyId)).toMatchObject(gone);
	});
});
