import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { opensSetup, setUp } from '$lib/server/accounts/first-administrator';
import { createOnce, readOfficeKeys } from '$lib/server/accounts/office-keys';
import { describeEachEngine } from '../support/engines';
import { actorOf, newAccount, signIn } from '../support/sign-in';

const first = {
	union: '江东市总工会',
	name: '林敏',
	username: 'linmin',
	password: 'Yunxi-2026-Fang'
};

describeEachEngine('the first set-up', (engine) => {
	it('makes an administrator, names the topmost union and is gone', async () => {
		const app = await engine.createApp();
		const token = app.setupToken!;
		expect(await opensSetup(app, token)).toBe(true);
		await setUp(app, token, first);
		expect(await opensSetup(app, token)).toBe(false);
		await expect(setUp(app, token, { ...first, username: 'other' })).rejects.toMatchObject({
			code: 'not_found'
		});
		const actor = await actorOf(app, await signIn(app, first.password, { username: 'linmin' }));
		expect(actor).toMatchObject({ name: '林敏', mustChangePassword: false });
		expect(actor.roles).toMatchObject([{ role: 'admin', unionName: '江东市总工会' }]);
		const lines = await app.db.selectFrom('audit').select(['action', 'detail']).execute();
		expect(lines).toMatchObject([{ action: 'set_up' }]);
		expect(lines[0]?.detail).toContain('江东市总工会');
		expect(lines[0]?.detail).not.toContain(first.password);
	});

	it('opens to nobody without the token, nor once there is any account', async () => {
		const app = await engine.createApp();
		const token = app.setupToken!;
		for (const guess of ['', 'x', token.slice(1), `${token}x`, token.toLowerCase()])
			expect(await opensSetup(app, guess)).toBe(false);
		await expect(setUp(app, 'x'.repeat(43), first)).rejects.toMatchObject({ code: 'not_found' });
		await newAccount(app);
		expect(await opensSetup(app, token)).toBe(false);
	});

	it('has one link on two servers, and the same after a restart', async () => {
		const one = await engine.createApp();
		const two = await engine.createApp({ config: one.config });
		expect(two.setupToken).toBe(one.setupToken);
		const another = await engine.createApp();
		expect(another.setupToken).not.toBe(one.setupToken);
		await setUp(two, one.setupToken!, first);
		expect(await opensSetup(one, one.setupToken!)).toBe(false);
		expect((await engine.createApp({ config: one.config })).setupToken).toBeNull();
	});

	it('of two at once lets one through', async () => {
		const one = await engine.createApp();
		const two = await engine.createApp({ config: one.config });
		const token = one.setupToken!;
		const outcomes = await Promise.allSettled([
			setUp(one, token, first),
			setUp(two, token, { ...first, username: 'stranger' })
		]);
		const refused = outcomes.filter(({ status }) => status === 'rejected');
		expect(refused).toMatchObject([{ reason: { code: 'not_found' } }]);
		expect(await one.db.selectFrom('user').select('id').execute()).toHaveLength(1);
	});

	it('takes no weak password, and may then be tried again', async () => {
		const app = await engine.createApp();
		const weak = setUp(app, app.setupToken!, { ...first, password: 'Admin@123456' });
		await expect(weak).rejects.toMatchObject({ code: 'weak_password' });
		await setUp(app, app.setupToken!, first);
	});
});

it('the keys of the first server are kept by the second', () => {
	const folder = mkdtempSync(join(tmpdir(), 'pingjia-secrets-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const keys = readOfficeKeys(folder);
	createOnce(join(folder, 'session.key'), 'another');
	expect(readFileSync(join(folder, 'session.key'), 'utf8')).toBe(keys.session);
	expect(readOfficeKeys(folder)).toEqual(keys);
	expect(readdirSync(folder).sort()).toEqual(['second-factor.key', 'session.key']);
});
