import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '$lib/server/app';
import { migrate } from '$lib/server/database/migrate';
import { openDatabase } from '$lib/server/database/open';
import { testClock } from './clock';
import { testConfig } from './config';
import type { PostgresCluster } from './postgres-cluster';
import type { SharedPostgres, Templates } from './shared';

/** SQLite files from which each test copies its own: far cheaper than migrating and hashing a password every time. */
export async function makeSqliteTemplates(scratch: string): Promise<Templates> {
	const templates = {
		migrated: join(scratch, 'migrated.sqlite'),
		started: join(scratch, 'started.sqlite')
	};
	await fill(templates, scratch);
	return templates;
}

/** The same as template databases of the cluster. */
export async function makePostgresTemplates(
	cluster: PostgresCluster,
	scratch: string
): Promise<SharedPostgres> {
	const templates = { migrated: 'migrated', started: 'started' };
	const client = new pg.Client(cluster.urlOf('postgres'));
	await client.connect();
	for (const name of Object.values(templates)) await client.query(`create database ${name}`);
	await client.end();
	await fill({ migrated: cluster.urlOf('migrated'), started: cluster.urlOf('started') }, scratch);
	const { dataDir, logFile } = cluster;
	return { urlPattern: cluster.urlOf('*'), templates, dataDir, logFile };
}

async function fill(urls: Templates, scratch: string): Promise<void> {
	const db = openDatabase(urls.migrated);
	await migrate(db);
	await db.destroy();
	const config = testConfig(join(scratch, 'template'), urls.started);
	const app = await createApp(config, testClock('2026-01-01T09:00:00+08:00'));
	await app.dispose();
}
