import { setTimeout } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { createApp, type App } from '$lib/server/app';
import { testConfig } from '../integration/support/config';
import { makeUser, rootUnionId } from '../integration/support/factories';
import { commit, upload } from '../integration/support/imports';
import { keepWriting, largeTree } from '../integration/support/large-import';

/** ms; `wait`: the longest that a write of somebody else took meanwhile, ms; `heap`: the most that was in use, bytes. */
interface Cost extends Record<string, number> {
	ms: number;
	wait: number;
	heap: number;
}

/** The cost of each step of importing `unions` unions, and of the bare insert and an idle second to compare with. */
export async function measureImport(folder: string, unions: number): Promise<Record<string, Cost>> {
	const app = await createApp(testConfig(folder));
	try {
		const unionId = await rootUnionId(app);
		const by = await makeUser(app, { role: 'admin', unionId });
		const bytes = largeTree(app, unions);
		const bare = { ms: insertBare(`${folder}/bare.sqlite`, unions), wait: 0, heap: 0 };
		const [idle] = await beside(app, () => setTimeout(1000));
		const [check, checked] = await beside(app, () => upload(app, { unionId, by }, bytes));
		const [write, done] = await beside(app, () => commit(app, checked, by));
		if (done.state !== 'committed') throw new Error(done.state);
		const [again] = await beside(app, () => upload(app, { unionId, by }, bytes));
		return { bare, idle, check, commit: write, check_again: again };
	} finally {
		await app.dispose();
	}
}

/** Runs an act while somebody else goes on writing. */
async function beside<T>(app: App, act: () => Promise<T>): Promise<[Cost, T]> {
	const others = keepWriting(app);
	let heap = 0;
	const watch = setInterval(() => {
		heap = Math.max(heap, process.memoryUsage().heapUsed);
	}, 20);
	const started = performance.now();
	const outcome = await act();
	const ms = performance.now() - started;
	clearInterval(watch);
	return [{ ms, wait: (await others.stop()).longest, heap }, outcome];
}

/** As many rows of the same size, in one transaction: what no import can be faster than. */
function insertBare(path: string, rows: number): number {
	const database = new SQLite(path);
	database.pragma('journal_mode = WAL');
	database.exec('create table u (id text primary key, code text, name text, path text, n int)');
	const insert = database.prepare('insert into u values (?, ?, ?, ?, ?)');
	const started = performance.now();
	database.transaction(() => {
		for (let n = 0; n < rows; n++) insert.run(`id${n}`, `G-${n}`, `第${n}厂工会`, `/r/${n}/`, n);
	})();
	const ms = performance.now() - started;
	database.close();
	return ms;
}
