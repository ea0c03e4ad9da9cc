import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
	createFirstAdministrator,
	createOnce,
	readSessionSecret
} from '$lib/server/accounts/first-administrator';
import { describeEachEngine } from '../support/engines';
import { rootUnionId } from '../support/factories';

describeEachEngine('two first starts at once', (engine) => {
	it('make one administrator', async () => {
		const app = await engine.createApp();
		const root = await rootUnionId(app);
		for (const table of ['role', 'account', 'session', 'user'] as const)
			await app.db.deleteFrom(table).execute();
		const start = () => createFirstAdministrator(app.db, app.auth, app.clock, root);
		const passwords = await Promise.all([start(), start()]);
		expect(passwords.filter((password) => password !== null)).toHaveLength(1);
		expect(await app.db.selectFrom('user').select('id').execute()).toHaveLength(1);
	});
});

it('the session secret of the first server is kept by the second', () => {
	const folder = mkdtempSync(join(tmpdir(), 'pingjia-secrets-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const secret = readSessionSecret(folder);
	createOnce(join(folder, 'session.key'), 'another');
	expect(readFileSync(join(folder, 'session.key'), 'utf8')).toBe(secret);
	expect(readdirSync(folder)).toEqual(['session.key']);
});
