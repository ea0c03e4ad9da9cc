import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '$lib/server/database/open';
import type { App } from '$lib/server/app';
import { describeEachEngine } from '../support/engines';
import { makeAnsweredSurvey } from '../support/ended-survey';

const program = resolve('src/backup.ts');

function backUp(app: App, target: string) {
	const { dataDir, databaseUrl } = app.config;
	return spawnSync(process.execPath, [program, target], {
		cwd: dataDir,
		env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl },
		encoding: 'utf8'
	});
}

describeEachEngine('the backup', (engine) => {
	const embedded = engine.name === 'SQLite';
	if (embedded)
		test('is a whole database, taken while the server runs, without any secret', async () => {
			const app = await engine.createApp();
			const { surveyId } = await makeAnsweredSurvey(app);
			const target = join(app.config.dataDir, 'backup.sqlite');
			const before = new Set(readdirSync(app.config.dataDir));
			expect(backUp(app, target)).toMatchObject({ status: 0, stderr: '' });
			const added = readdirSync(app.config.dataDir).filter((name) => !before.has(name));
			expect(added).toEqual(['backup.sqlite']);
			const bytes = readFileSync(target);
			const folder = join(app.config.secretsDir, surveyId);
			expect(readdirSync(folder).sort()).toEqual(['box.key', 'log.key', 'pepper']);
			for (const name of readdirSync(folder))
				expect(bytes.includes(readFileSync(join(folder, name)))).toBe(false);
			const copy = openDatabase(target);
			const rows = await copy.selectFrom('ballot').select('seq').execute();
			await copy.destroy();
			expect(rows).toHaveLength(20);
		});

	if (embedded)
		test('never overwrites a file', async () => {
			const app = await engine.createApp();
			const { status, stderr } = backUp(app, app.config.databaseUrl);
			expect(status).toBe(1);
			expect(stderr).toContain('is there already');
		});

	if (!embedded)
		test('is left to the engine’s own tool', async () => {
			const app = await engine.createApp();
			const target = join(app.config.dataDir, 'backup');
			expect(backUp(app, target)).toMatchObject({ status: 1 });
			expect(existsSync(target)).toBe(false);
		});
});
