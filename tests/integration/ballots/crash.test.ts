import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { lockBox } from '$lib/server/ballots/lock-box';
import { systemClock } from '$lib/server/clock';
import { transaction } from '$lib/server/database/transaction';
import { countBox } from '../support/box';
import { bundle } from '../support/bundle';
import type { Order } from '../support/voting-server';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey, submit } from '../support/open-survey';

const members = 8;
const rounds = 6;
const codesPerRound = 400;

interface Acknowledged {
	code: string;
	submissionId: string;
	outcome: { kind: string; receipt?: string };
}

let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	program = await bundle(join(import.meta.dirname, '../support/voting-server.ts'));
});
afterAll(() => program.remove());

/**
 * Starts the server and kills it, without warning, after it has acknowledged `after` ballots: not at that moment, when it
 * is always busy acknowledging, but at any one of the next few batches.
 */
async function voteUntilKilled(order: Order, after: number): Promise<Acknowledged[]> {
	const server = spawn(process.execPath, [program.file, JSON.stringify(order)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const acknowledged: Acknowledged[] = [];
	const ended = new Promise<string | null>((resolve) =>
		server.once('exit', (_, signal) => resolve(signal))
	);
	// Lines that were on their way when it died are read to the end: their members have seen them.
	for await (const line of createInterface({ input: server.stdout })) {
		acknowledged.push(JSON.parse(line) as Acknowledged);
		if (acknowledged.length === after) setTimeout(() => server.kill('SIGKILL'), randomInt(20));
	}
	expect(await ended).toBe('SIGKILL');
	return acknowledged;
}

describeEachEngine('kill -9 while ballots are stored', (engine) => {
	test('loses no acknowledged ballot and leaves no half of one', async () => {
		const app = await engine.createApp({ clock: systemClock });
		const survey = await makeOpenSurvey(app, { codes: rounds * codesPerRound });
		const { surveyId, codes } = survey;
		for (let round = 0; round < rounds; round++) {
			const slips = codes
				.slice(round * codesPerRound, (round + 1) * codesPerRound)
				.map((code) => ({ code, submissionId: newSubmissionId() }));
			const order = { config: app.config, surveyId, slips, members };
			const acknowledged = await voteUntilKilled(order, randomInt(1, codesPerRound / 2));

			// PostgreSQL may still be ending what the dead server asked for last; whoever holds the box has seen it end.
			await transaction(app.db, (trx) => lockBox(trx, surveyId));
			const totals = await countBox(app, surveyId);
			const { ballots } = totals;
			expect(totals).toEqual({
				...{ ballots, stored: ballots, spent: ballots, logged: ballots },
				...{ logSize: ballots + 1, entries: ballots + 1 }
			});
			for (const { code, submissionId, outcome } of acknowledged) {
				expect(outcome.kind).toBe('accepted');
				expect(await submit(app, surveyId, code, { submissionId })).toEqual(outcome);
			}
			// None of the retries was a new ballot: all had been stored.
			expect((await countBox(app, surveyId)).ballots).toBe(ballots);

			// The members whose reply was lost try again, and everybody has one ballot in the end.
			await Promise.all(
				slips.map(({ code, submissionId }) => submit(app, surveyId, code, { submissionId }))
			);
			expect((await countBox(app, surveyId)).ballots).toBe((round + 1) * codesPerRound);
		}
	}, 120_000);
});
