import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { openBox } from '$lib/server/ballots/open-box';
import { transaction } from '$lib/server/database/transaction';
import { lockEnded } from '$lib/server/destruction/lock-ended';
import { readReviewWindow } from '$lib/server/verification/review-window';
import { surveyRow } from '../support/box';
import { bundle } from '../support/bundle';
import { testClock } from '../support/clock';
import type { DestroyOrder } from '../support/destroying-server';
import { makePublishedSurvey, type EndedSurvey } from '../support/ended-survey';
import { describeEachEngine } from '../support/engines';
import { countRemnants } from '../support/remnants';

const kills = 8;
const ballots = 40;

let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	program = await bundle(join(import.meta.dirname, '../support/destroying-server.ts'));
});
afterAll(() => program.remove());

/** Starts the server; with `after` it is killed, without warning, so many milliseconds after it began to destroy. */
async function destroy(order: DestroyOrder, after: number | null): Promise<boolean> {
	const server = spawn(process.execPath, [program.file, JSON.stringify(order)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const exit = new Promise<unknown>((resolve) => server.once('exit', resolve));
	let ended = false;
	for await (const line of createInterface({ input: server.stdout })) {
		ended ||= line === 'ended';
		if (line === 'begins' && after !== null) setTimeout(() => server.kill('SIGKILL'), after);
	}
	await exit;
	return ended;
}

async function rowsLeft(app: App, surveyId: string) {
	const left = async (table: 'ballot' | 'code' | 'spent') =>
		(await app.db.selectFrom(table).select('survey_id').where('survey_id', '=', surveyId).execute())
			.length;
	return { ballot: await left('ballot'), code: await left('code'), spent: await left('spent') };
}

const readDestruction = (app: App, surveyId: string) =>
	app.db.selectFrom('destruction').selectAll().where('survey_id', '=', surveyId).executeTakeFirst();

/** Either nothing has happened to it or it is beyond opening, whatever lies about still. */
async function expectWholeOrClosedForEver(app: App, { surveyId }: EndedSurvey): Promise<string> {
	// PostgreSQL may still be ending what the dead server asked for last; whoever holds the survey has seen it end.
	await transaction(app.db, (trx) => lockEnded(trx, surveyId));
	const survey = await surveyRow(app, surveyId);
	const destruction = await readDestruction(app, surveyId);
	const left = await rowsLeft(app, surveyId);
	if (!destruction) {
		expect(survey.state).toBe('published');
		expect(left).toEqual({ ballot: ballots, code: ballots, spent: ballots });
		expect((await openBox(app, survey)).ballots).toBe(ballots);
		return 'whole';
	}
	expect(survey.state).toBe('destroyed');
	await expect(openBox(app, survey)).rejects.toThrow('is being destroyed');
	expect((await readReviewWindow(app, survey))?.ready).toBe(false);
	// Ballots never outlive what was said of their keys.
	if (left.ballot < ballots) expect(existsSync(join(app.config.secretsDir, surveyId))).toBe(false);
	if (destruction.erased_at) expect(left).toEqual({ ballot: 0, code: 0, spent: 0 });
	return destruction.completed_at ? 'complete' : destruction.erased_at ? 'erased' : 'begun';
}

describeEachEngine('kill -9 while ballots and keys are destroyed', (engine) => {
	test('leaves a box whole or closed for ever, and the next start ends what was begun', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const seen = new Set<string>();
		const surveys: EndedSurvey[] = [];
		for (let round = 0; round < kills; round++) {
			const fresh = [];
			for (let n = 0; n < 3; n++) fresh.push(await makePublishedSurvey(app, ballots));
			surveys.push(...fresh);
			clock.advance(15 * 24 * 60);
			const order = { config: app.config, now: clock.now().toISOString() };
			// The first delays are short of the first commit, the last ones reach the rewriting of the file.
			await destroy(order, randomInt(round * 5 + 1));
			for (const survey of surveys) seen.add(await expectWholeOrClosedForEver(app, survey));
		}
		// The kills met destruction at more than one stage; otherwise this test would show nothing.
		expect(seen.size).toBeGreaterThan(1);
		await app.dispose();

		expect(await destroy({ config: app.config, now: clock.now().toISOString() }, null)).toBe(true);
		const { databaseUrl, secretsDir } = app.config;
		const next = await engine.createApp({
			clock,
			config: { databaseUrl, secretsDir }
		});
		for (const survey of surveys) {
			expect(await expectWholeOrClosedForEver(next, survey)).toBe('complete');
			expect(existsSync(join(secretsDir, survey.surveyId))).toBe(false);
			expect(await countRemnants(engine, next, survey.ciphertexts)).toBe(0);
		}
	}, 180_000);
});
