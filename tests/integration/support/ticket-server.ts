/**
 * Run as a process of its own, to be killed: a server that gives tickets to phones which have scanned, several at a time,
 * and writes one line per answer to its standard output.
 */
import { writeSync } from 'node:fs';
import { createApp, type Config } from '$lib/server/app';
import { giveTicket } from '$lib/server/meetings/give-ticket';

export interface TicketOrder {
	config: Config;
	surveyId: string;
	/** Cookie and pass of each phone. */
	phones: { ticket: string; pass: string }[];
	members: number;
}

const order = JSON.parse(process.argv[2] ?? '') as TicketOrder;
const app = await createApp(order.config);
const queue = [...order.phones];

async function giveOneAfterTheOther(): Promise<void> {
	for (let phone = queue.shift(); phone; phone = queue.shift()) {
		const giving = await giveTicket(app, order.surveyId, phone);
		writeSync(1, `${JSON.stringify({ ticket: phone.ticket, giving })}\n`);
	}
}

await Promise.all(Array.from({ length: order.members }, giveOneAfterTheOther));
await app.dispose();
