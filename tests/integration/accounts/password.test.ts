import { expect, it } from 'vitest';
import { readActor } from '$lib/server/accounts/actor';
import { changePassword } from '$lib/server/accounts/change-password';
import { createAccount } from '$lib/server/accounts/create-account';
import { login } from '$lib/server/accounts/login';
import type { App } from '$lib/server/app';
import { describeEachEngine } from '../support/engines';
import { rootUnionId } from '../support/factories';

const address = '192.0.2.7';
const NEW = 'Gonghui-2026';

async function newAccount(app: App, username = 'chen.jing') {
	const roles = [{ role: 'chair' as const, unionId: await rootUnionId(app) }];
	return createAccount(app.db, app.auth, app.clock, { username, name: '陈静', roles }, null);
}

/** Signs in and returns the headers of that browser's next request. */
async function signIn(app: App, password: string, username = 'chen.jing'): Promise<Headers> {
	const lines = await login(app.db, app.auth, app.loginLimiter, { username, password, address });
	return new Headers({ cookie: lines.map((line) => line.split(';')[0]).join('; ') });
}

async function actorOf(app: App, headers: Headers) {
	return readActor(app.db, app.auth, headers);
}

describeEachEngine('passwords', (engine) => {
	it('are one-time at first: the account must change it, and no rule of the new one is optional', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const actor = await actorOf(app, await signIn(app, password));
		expect(actor?.mustChangePassword).toBe(true);
		const change = (current: string, chosen: string) =>
			changePassword(app, actor!, { current, password: chosen, address });
		await expect(change('wrong', NEW)).rejects.toMatchObject({ code: 'bad_password' });
		await expect(change(password, 'short')).rejects.toMatchObject({ code: 'weak_password' });
		await expect(change(password, password)).rejects.toMatchObject({ code: 'same_password' });
	});

	it('when changed end every session, and the answer carries a new one', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const [here, elsewhere] = [await signIn(app, password), await signIn(app, password)];
		const actor = await actorOf(app, here);
		const lines = await changePassword(app, actor!, { current: password, password: NEW, address });
		expect(await actorOf(app, here)).toBeNull();
		expect(await actorOf(app, elsewhere)).toBeNull();
		const next = new Headers({ cookie: lines.map((line) => line.split(';')[0]).join('; ') });
		expect((await actorOf(app, next))?.mustChangePassword).toBe(false);
		await expect(signIn(app, password)).rejects.toMatchObject({ code: 'bad_login' });
	});

	it('cannot be guessed without end, neither at the door nor by a stolen session', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const actor = await actorOf(app, await signIn(app, password));
		const guess = () => changePassword(app, actor!, { current: 'guess', password: NEW, address });
		for (let i = 0; i < 10; i++)
			await expect(guess()).rejects.toMatchObject({ code: 'bad_password' });
		await expect(guess()).rejects.toMatchObject({ code: 'too_many_logins' });
		// The right password does not help either, until the quarter of an hour is over.
		await expect(signIn(app, password)).rejects.toMatchObject({ code: 'too_many_logins' });
		// A colleague behind the same address is not locked out.
		const colleague = await newAccount(app, 'li.na');
		await expect(signIn(app, colleague.password, 'li.na')).resolves.toBeInstanceOf(Headers);
	});

	it('are never stored or logged in clear', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const rows = await app.db.selectFrom('account').selectAll().execute();
		const audit = await app.db.selectFrom('audit').selectAll().execute();
		expect(JSON.stringify([rows, audit])).not.toContain(password);
	});
});
