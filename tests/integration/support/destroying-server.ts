/**
 * Run as a process of its own, to be killed: a server at a given moment that destroys whatever is due. It writes one line
 * when it begins and one when it has ended.
 */
import { writeSync } from 'node:fs';
import { createApp, type Config } from '$lib/server/app';
import { destroyDue } from '$lib/server/destruction/destroy-due';

export interface DestroyOrder {
	config: Config;
	/** ISO 8601 */
	now: string;
}

const { config, now } = JSON.parse(process.argv[2] ?? '') as DestroyOrder;
const app = await createApp(config, { now: () => new Date(now) });
writeSync(1, 'begins\n');
await destroyDue(app);
writeSync(1, 'ended\n');
await app.dispose();
