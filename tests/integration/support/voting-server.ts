/**
 * Run as a process of its own, to be killed: a server that stores one ballot per code, several at a time, and writes one
 * line per acknowledgement to its standard output at the moment a member would see it.
 */
import { writeSync } from 'node:fs';
import { createApp, type Config } from '$lib/server/app';
import { submitBallot } from '$lib/server/ballots/submit-ballot';

export interface Order {
	config: Config;
	surveyId: string;
	/** A submission id per code. */
	slips: { code: string; submissionId: string }[];
	/** How many members answer at the same time. */
	members: number;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const app = await createApp(order.config);
const queue = [...order.slips];

async function answerOneAfterTheOther(): Promise<void> {
	for (let slip = queue.shift(); slip; slip = queue.shift()) {
		const answers = { 'home.overall': 'satisfied', 'chair.overall': 'satisfied' };
		const outcome = await submitBallot(app, { surveyId: order.surveyId, ...slip, answers });
		writeSync(1, `${JSON.stringify({ ...slip, outcome })}\n`);
	}
}

await Promise.all(Array.from({ length: order.members }, answerOneAfterTheOther));
await app.dispose();
