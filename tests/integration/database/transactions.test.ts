import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '$lib/server/database/open';
import { transaction, type Transaction } from '$lib/server/database/transaction';
import { describeEachEngine } from '../support/engines';

async function set(db: Database, value: string): Promise<void> {
	await db.insertInto('setting').values({ key: 'n', value }).execute();
}

async function read(db: Database): Promise<string[]> {
	const rows = await db.selectFrom('setting').select('value').where('key', '=', 'n').execute();
	return rows.map(({ value }) => value);
}

/** Reads first and writes then, as most acts do. */
async function increment(trx: Transaction): Promise<void> {
	const [value] = await read(trx);
	await trx
		.updateTable('setting')
		.set({ value: String(Number(value) + 1) })
		.where('key', '=', 'n')
		.execute();
}

function lostRace(code: string): Error {
	return Object.assign(new Error('lost'), { code });
}

describeEachEngine('a transaction', (engine) => {
	test('leaves nothing behind when its work throws', async () => {
		const db = await engine.createDatabase();
		const work = transaction(db, async (trx) => {
			await set(trx, '1');
			throw new Error('changed my mind');
		});
		await expect(work).rejects.toThrow('changed my mind');
		expect(await read(db)).toEqual([]);
	});

	test.each(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])(
		'that lost a race (%s) is run again as a whole',
		async (code) => {
			const db = await engine.createDatabase();
			let attempts = 0;
			const answer = await transaction(db, async (trx) => {
				await set(trx, '1');
				if (++attempts < 3) throw lostRace(code);
				return 'done';
			});
			expect({ answer, attempts, rows: await read(db) }).toEqual({
				answer: 'done',
				attempts: 3,
				rows: ['1']
			});
		}
	);

	test('that always loses gives up with the reason', async () => {
		const db = await engine.createDatabase();
		let attempts = 0;
		const work = transaction(db, async () => {
			attempts++;
			throw lostRace('40001');
		});
		await expect(work).rejects.toThrow('lost');
		expect(attempts).toBe(5);
	});

	test('any other failure is not repeated', async () => {
		const db = await engine.createDatabase();
		let attempts = 0;
		await set(db, '1');
		const work = transaction(db, async (trx) => {
			attempts++;
			await set(trx, '2');
		});
		await expect(work).rejects.toThrow(/unique/i);
		expect(attempts).toBe(1);
	});

	test('many at once on one handle all end', async () => {
		const db = await engine.createDatabase();
		const many = Array.from({ length: 40 }, (_, n) =>
			transaction(db, async (trx) => {
				await read(trx);
				await trx
					.insertInto('setting')
					.values({ key: `k${n}`, value: '' })
					.execute();
			})
		);
		await Promise.all(many);
		expect(await db.selectFrom('setting').select('key').execute()).toHaveLength(40);
	});
});

describeEachEngine('two processes on one database', (engine) => {
	if (engine.name === 'PostgreSQL')
		test('that lock each other out: one is run again, both succeed', async () => {
			const url = await engine.createUrl();
			const handles = [openDatabase(url), openDatabase(url)] as const;
			await handles[0]
				.insertInto('setting')
				.values([
					{ key: 'a', value: '0' },
					{ key: 'b', value: '0' }
				])
				.execute();
			const bothHoldOne = barrier(2);
			const change = (trx: Transaction, key: string, value: string) =>
				trx.updateTable('setting').set({ value }).where('key', '=', key).execute();
			const work = (db: Database, first: string, second: string) =>
				transaction(db, async (trx) => {
					await change(trx, first, first);
					await bothHoldOne();
					await change(trx, second, first);
				});
			await Promise.all([work(handles[0], 'a', 'b'), work(handles[1], 'b', 'a')]);
			const rows = await handles[0].selectFrom('setting').select('value').execute();
			expect(new Set(rows.map(({ value }) => value)).size).toBe(1);
			for (const handle of handles) await handle.destroy();
		});

	if (engine.name === 'SQLite')
		describe('which takes the write lock when it begins', () => {
			test('so a transaction that reads first can still write', async () => {
				const url = await engine.createUrl();
				const db = openDatabase(url);
				await set(db, '0');
				const rounds = 300;
				const other = incrementElsewhere(url, rounds);
				// Not through `transaction`, which would try again: the first attempt has to be good.
				for (let n = 0; n < rounds; n++) await db.transaction().execute(increment);
				await other;
				expect(await read(db)).toEqual([String(2 * rounds)]);
				await db.destroy();
			});
		});
});

/** A function that resolves for everybody once it was called `count` times, and at once from then on. */
function barrier(count: number): () => Promise<void> {
	let waiting = 0;
	let open: () => void = () => undefined;
	const opened = new Promise<void>((resolve) => (open = resolve));
	return () => {
		if (++waiting >= count) open();
		return opened;
	};
}

/** The same act `rounds` times on a connection of its own in another thread. */
function incrementElsewhere(file: string, rounds: number): Promise<void> {
	const program = `
		const { workerData } = require('node:worker_threads');
		const db = new (require('better-sqlite3'))(workerData.file, { timeout: 10000 });
		const read = db.prepare("select value from setting where key = 'n'").pluck();
		const write = db.prepare("update setting set value = ? where key = 'n'");
		const increment = db.transaction(() => write.run(String(Number(read.get()) + 1)));
		for (let n = 0; n < workerData.rounds; n++) increment.immediate();
		db.close();`;
	const worker = new Worker(program, { eval: true, workerData: { file, rounds } });
	return new Promise((resolve, reject) => {
		worker.once('error', reject);
		worker.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`ended with ${code}`))
		);
	});
}
