import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '$lib/server/clock';
import { transaction } from '$lib/server/database/transaction';
import { lockBox } from '$lib/server/ballots/lock-box';
import { findTicket } from '$lib/server/meetings/find-ticket';
import { giveTicket, type Giving } from '$lib/server/meetings/give-ticket';
import { countBox, surveyRow } from '../support/box';
import { bundle } from '../support/bundle';
import { describeEachEngine } from '../support/engines';
import { makeMeeting, scan } from '../support/meeting';
import { submit } from '../support/open-survey';
import type { TicketOrder } from '../support/ticket-server';

const attending = 150;
const phonesThere = 200;

let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	program = await bundle(join(import.meta.dirname, '../support/ticket-server.ts'));
});
afterAll(() => program.remove());

interface Answer {
	ticket: string;
	giving: Giving;
}

/** Starts the server and kills it without warning, soon after it has given `after` tickets. */
async function giveUntilKilled(order: TicketOrder, after: number): Promise<Answer[]> {
	const server = spawn(process.execPath, [program.file, JSON.stringify(order)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const answers: Answer[] = [];
	const ended = new Promise<string | null>((resolve) =>
		server.once('exit', (_, signal) => resolve(signal))
	);
	for await (const line of createInterface({ input: server.stdout })) {
		answers.push(JSON.parse(line) as Answer);
		if (answers.length === after) setTimeout(() => server.kill('SIGKILL'), randomInt(8));
	}
	await ended;
	return answers;
}

describeEachEngine('kill -9 while tickets are given', (engine) => {
	test('keeps the cap, and every ticket that a phone was told of', async () => {
		const app = await engine.createApp({ clock: systemClock });
		const { surveyId } = await makeMeeting(app, { attending, eligible: phonesThere });
		const scans = await Promise.all(Array.from({ length: phonesThere }, () => scan(app, surveyId)));
		const phones = scans.map(({ ticket, pass }) => ({ ticket: ticket ?? '', pass }));
		const order = { config: app.config, surveyId, phones, members: 8 };
		const told = await giveUntilKilled(order, randomInt(10, 100));

		// PostgreSQL may still be ending what the dead server asked for last.
		await transaction(app.db, (trx) => lockBox(trx, surveyId));
		const { codes } = await app.db
			.selectFrom('code')
			.select((eb) => eb.fn.countAll<number>().as('codes'))
			.executeTakeFirstOrThrow();
		expect((await surveyRow(app, surveyId)).issued).toBe(Number(codes));
		for (const { ticket } of told) expect(await findTicket(app, surveyId, ticket)).toBe('given');

		// Everybody asks again: who had one keeps it, the rest get what is left, nobody more.
		const again = await Promise.all(phones.map((phone) => giveTicket(app, surveyId, phone)));
		expect(again.filter((giving) => giving === 'given')).toHaveLength(attending);
		const sent = await Promise.all(phones.map(({ ticket }) => submit(app, surveyId, ticket)));
		expect(sent.filter(({ kind }) => kind === 'accepted')).toHaveLength(attending);
		expect((await countBox(app, surveyId)).ballots).toBe(attending);
	}, 60_000);
});
