import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Storage } from './engines';
import type { SharedPostgres } from './shared';

/** One database per test, created from a template database of the run's own cluster. */
export function postgresStorage(): Storage {
	const { postgres } = inject('shared');
	if (!postgres) return { ...unavailable, name: 'PostgreSQL', available: false };
	const urlOf = (name: string) => postgres.urlPattern.replace('*', name);
	let connected: Promise<pg.Client> | null = null;
	const dropped: string[] = [];

	async function run(statement: string): Promise<Record<string, unknown>[]> {
		connected ??= connect(urlOf('postgres'));
		return (await (await connected).query<Record<string, unknown>>(statement)).rows;
	}

	return {
		name: 'PostgreSQL',
		available: true,
		async create(start) {
			const name = `test_${randomBytes(6).toString('hex')}`;
			const template = start === 'empty' ? 'template0' : postgres.templates[start];
			await run(`create database ${name} template ${template}`);
			return urlOf(name);
		},
		async files(url) {
			await run('checkpoint'); // Pages reach their files now; what they held before stays in the write-ahead log.
			const rows = await run(`select oid from pg_database where datname = '${nameIn(url)}'`);
			return filesOf(postgres, String(rows[0]?.['oid']));
		},
		// Not yet: the server takes a moment to notice that the test's connections are gone.
		drop: async (url) => void dropped.push(nameIn(url)),
		async end() {
			for (const name of dropped) await run(`drop database ${name}`);
			await (await connected)?.end();
		}
	};
}

async function connect(url: string): Promise<pg.Client> {
	const client = new pg.Client(url);
	await client.connect();
	return client;
}

function nameIn(url: string): string {
	return new URL(url).pathname.slice(1);
}

function filesOf({ dataDir, logFile }: SharedPostgres, oid: string): string[] {
	const folders = [join(dataDir, 'base', oid), join(dataDir, 'pg_wal')];
	const found = folders.flatMap((folder) =>
		readdirSync(folder, { withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(folder, entry.name))
	);
	return [...found, logFile];
}

function refuse(): never {
	throw new Error('PostgreSQL could not be started for this run');
}
const unavailable = { create: refuse, files: refuse, drop: refuse, end: async () => undefined };
