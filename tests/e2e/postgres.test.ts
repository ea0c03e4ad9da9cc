import { afterAll, expect, test } from 'vitest';
import pg from 'pg';
import { startPostgresCluster } from '../integration/support/postgres-cluster';
import { request } from './support/http';
import { startServerForTest } from './support/server';

/* The built server on PostgreSQL, and what a database that goes away for a moment costs it. */

const cluster = await startPostgresCluster();
const url = 'missing' in cluster ? '' : cluster.urlOf('postgres');
afterAll(async () => {
	if (!('missing' in cluster)) await cluster.stop();
});

const form = { username: 'admin', password: 'not-the-password' };

async function endConnections(): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	await client.query(
		'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null'
	);
	await client.end();
}

test.skipIf(url === '')(
	'a server whose idle connections were cut answers the next request',
	async () => {
		const server = await startServerForTest({ env: { DATABASE_URL: url } });
		expect(server.setupPath).not.toBe('');
		const login = () =>
			request(`${server.url}/office/login`, { headers: { origin: server.url }, form });
		expect((await login()).status).toBe(400);
		await endConnections();
		expect((await login()).status).toBe(400);
		expect(await server.stop()).toBe(0);
	}
);
