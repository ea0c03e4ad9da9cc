import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgresCluster } from './support/postgres-cluster';
import './support/shared';
import { makePostgresTemplates, makeSqliteTemplates } from './support/templates';

/** Prepares what every test copies its database from, and says at the end which engines took part. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const scratch = mkdtempSync(join(tmpdir(), 'pingjia-tests-'));
	process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
	const cluster = await startPostgresCluster();
	const running = 'missing' in cluster ? null : cluster;
	provide('shared', {
		scratch,
		sqlite: await makeSqliteTemplates(scratch),
		postgres: running && (await makePostgresTemplates(running, scratch))
	});
	return async () => {
		await running?.stop();
		report(
			'missing' in cluster ? `not available, SQLite only (${cluster.missing})` : cluster.version
		);
	};
}

/** For the reader of the terminal, and for tests/run.ts, whose last lines repeat it. */
function report(postgres: string): void {
	mkdirSync('test-output', { recursive: true });
	writeFileSync('test-output/postgres.txt', postgres);
	console.log(`PostgreSQL: ${postgres}`);
}
