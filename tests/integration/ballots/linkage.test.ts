import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { describeEachEngine, type Engine } from '../support/engines';
import {
	linkByCommits,
	linkByOffsets,
	linkBySnapshots,
	linkByNextTransaction,
	linkByTransaction,
	type Shape,
	type Written
} from '../support/forensics/attacks';
import type { Value } from '../support/forensics/sqlite-pages';
import {
	cast,
	castNaively,
	countRecovered,
	countWithKey,
	makeNaiveTables,
	makeVoters,
	type Voter
} from '../support/forensics/voters';
import { makeOpenSurvey, type TestSurvey } from '../support/open-survey';

/** Rows of naive_used and naive_answer. */
const naive: Shape = {
	code: ([mac, used, ...more]) =>
		Buffer.isBuffer(mac) && mac.length === 32 && used === 'yes' && more.length === 0 ? mac : null,
	answer: ([id, answer]) =>
		Buffer.isBuffer(id) && id.length === 16 && typeof answer === 'string'
			? Buffer.from(answer)
			: null
};

/** Rows of spent and ballot; ballots even say in which order they came. */
const real: Shape = {
	code: ([, nullifier, tag, kind]: Value[]) =>
		Buffer.isBuffer(nullifier) && Buffer.isBuffer(tag) && kind === 'ballot' ? nullifier : null,
	answer: ([survey, seq, ct, ...more]: Value[]) =>
		typeof survey === 'string' &&
		typeof seq === 'number' &&
		Buffer.isBuffer(ct) &&
		more.length === 0
			? ct
			: null,
	rank: ([, seq]) => Number(seq)
};

interface Vote {
	app: App;
	survey: TestSurvey;
	voters: Voter[];
}

/** Everybody votes, one after the other, both ways, into one database. */
async function vote(
	engine: Engine,
	size: number,
	{ apart = false, prepare = async (_app: App) => {}, after = async (_app: App) => {} } = {}
): Promise<Vote> {
	const app = await engine.createApp();
	await prepare(app);
	const survey = await makeOpenSurvey(app, { codes: size });
	await makeNaiveTables(app, engine.name === 'SQLite');
	const voters = makeVoters(app, survey);
	for (const voter of voters) {
		await cast(app, survey, voter);
		await castNaively(app, voter, apart);
		await after(app);
	}
	return { app, survey, voters };
}

async function readRows(app: App, table: string, column: string): Promise<Written[]> {
	const query = `select ${column} as bytes, xmin::text as xmin from ${table}`;
	const { rows } = await sql.raw<{ bytes: Buffer; xmin: string }>(query).execute(app.db);
	return rows.map(({ bytes, xmin }) => ({ bytes: Buffer.from(bytes), xmin: Number(xmin) }));
}

async function readBytes(app: App, table: string, column: string): Promise<Buffer[]> {
	const query = sql.raw<{ bytes: Buffer }>(`select ${column} as bytes from ${table}`);
	return (await query.execute(app.db)).rows.map(({ bytes }) => Buffer.from(bytes));
}

const readNaive = async (app: App) =>
	[
		await readRows(app, 'naive_used', 'mac'),
		await readRows(app, 'naive_answer', 'answer')
	] as const;

const readReal = async (app: App) =>
	[await readRows(app, 'spent', 'nullifier'), await readRows(app, 'ballot', 'ct')] as const;

function defineOnSqlite(engine: Engine): void {
	test.for([[20], [40]])('from the places of %i rows on their pages', async ([size = 0]) => {
		const { app, survey, voters } = await vote(engine, size);
		await sql`pragma wal_checkpoint(truncate)`.execute(app.db);
		const file = app.config.databaseUrl;
		expect(countRecovered(voters, linkByOffsets(file, naive))).toBe(size);
		const links = linkByOffsets(file, real);
		expect(countRecovered(voters, links)).toBe(0);
		expect(await countWithKey(app, survey, voters, links)).toBe(size);
	});

	test('from the commits in the write-ahead log', async () => {
		const prepare = (app: App) =>
			sql`pragma wal_autocheckpoint = 0`.execute(app.db).then(() => undefined);
		const { app, survey, voters } = await vote(engine, 200, { prepare });
		const file = app.config.databaseUrl;
		expect(countRecovered(voters, linkByCommits(file, naive))).toBe(200);
		const links = linkByCommits(file, real);
		expect(countRecovered(voters, links)).toBe(0);
		expect(await countWithKey(app, survey, voters, links)).toBe(200);
	});
}

function defineOnPostgres(engine: Engine): void {
	test('from the transactions that wrote the rows', async () => {
		const { app, survey, voters } = await vote(engine, 200);
		for (const rewrite of ['analyze', 'vacuum full']) {
			await sql.raw(rewrite).execute(app.db);
			expect(countRecovered(voters, linkByTransaction(...(await readNaive(app))))).toBe(200);
			const links = linkByTransaction(...(await readReal(app)));
			expect(countRecovered(voters, links)).toBe(0);
			expect(await countWithKey(app, survey, voters, links)).toBe(200);
		}
	});

	test('from neighbouring transactions, where the two rows are written apart', async () => {
		const { app, voters } = await vote(engine, 200, { apart: true });
		expect(countRecovered(voters, linkByNextTransaction(...(await readNaive(app))))).toBe(200);
		expect(countRecovered(voters, linkByNextTransaction(...(await readReal(app))))).toBe(0);
	});
}

describeEachEngine('linking answers to codes', (engine) => {
	if (engine.name === 'SQLite') defineOnSqlite(engine);
	else defineOnPostgres(engine);

	test('from backups between which one member voted', async () => {
		const copies = { naive: [] as Copy[], real: [] as Copy[] };
		const after = async (app: App) => {
			copies.naive.push({
				codes: await readBytes(app, 'naive_used', 'mac'),
				answers: await readBytes(app, 'naive_answer', 'answer')
			});
			copies.real.push({
				codes: await readBytes(app, 'spent', 'nullifier'),
				answers: await readBytes(app, 'ballot', 'ct')
			});
		};
		const { app, survey, voters } = await vote(engine, 20, { after });
		expect(countRecovered(voters, linkBySnapshots(copies.naive))).toBe(20);
		const links = linkBySnapshots(copies.real);
		expect(countRecovered(voters, links)).toBe(0);
		expect(await countWithKey(app, survey, voters, links)).toBe(20);
	});
});

type Copy = { codes: Buffer[]; answers: Buffer[] };
