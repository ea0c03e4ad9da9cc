import { expect, it } from 'vitest';
import { createAccount } from '$lib/server/accounts/create-account';
import { login, refundAttempt, spendAttempt } from '$lib/server/accounts/login';
import type { App } from '$lib/server/app';
import { describeEachEngine } from '../support/engines';
import { rootUnionId } from '../support/factories';

async function newAccount(app: App): Promise<string> {
	const roles = [{ role: 'chair' as const, unionId: await rootUnionId(app) }];
	const account = { username: 'chen.jing', name: '陈静', roles };
	return (await createAccount(app.db, app.auth, app.clock, account, null)).password;
}

function signIn(app: App, password: string, address: string): Promise<string[]> {
	const credentials = { username: 'chen.jing', password, address };
	return login(app.db, app.auth, app.loginLimiter, credentials);
}

async function spend(app: App, times: number, nameOf: (i: number) => string, address: string) {
	for (let i = 0; i < times; i++) await spendAttempt(app.loginLimiter, nameOf(i), address);
}

const [office, stranger] = ['192.0.2.7', '198.51.100.9'];

describeEachEngine('failed logins', (engine) => {
	it('with invented names lock nobody else out who shares the address', async () => {
		const app = await engine.createApp();
		const password = await newAccount(app);
		await spend(app, 500, (i) => `invented-${i}`, office);
		expect(await signIn(app, password, office)).not.toEqual([]);
	});

	it('of a stranger with one name do not lock its owner out', async () => {
		const app = await engine.createApp();
		const password = await newAccount(app);
		await spend(app, 10, () => 'chen.jing', stranger);
		for (let i = 0; i < 3; i++)
			await expect(signIn(app, password, stranger)).rejects.toMatchObject({
				code: 'too_many_logins'
			});
		expect(await signIn(app, password, office)).not.toEqual([]);
	});

	it('alone are counted: a password that was right is taken back', async () => {
		const { loginLimiter: limiter } = await engine.createApp();
		for (let i = 0; i < 2500; i++) {
			await spendAttempt(limiter, 'chen.jing', office);
			await refundAttempt(limiter, 'chen.jing', office);
		}
		expect((await limiter.byAddress.get(office))?.consumedPoints).toBe(0);
		expect((await limiter.byName.get('chen.jing'))?.consumedPoints).toBe(0);
	});
});
