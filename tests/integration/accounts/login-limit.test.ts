import { expect, it } from 'vitest';
import { changePassword } from '$lib/server/accounts/change-password';
import { unlockAccount } from '$lib/server/accounts/edit-account';
import {
	FAILURES,
	FAILURES_AT_ADDRESS,
	forgetTries,
	readLocks,
	spendTry
} from '$lib/server/accounts/tries';
import type { App } from '$lib/server/app';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeUser, rootUnionId } from '../support/factories';
import { actorOf, newAccount, signIn } from '../support/sign-in';

const [office, stranger] = ['192.0.2.7', '198.51.100.9'];
const tryOf = (username: string, address: string) => ({ username, address, browser: null });

/** Wrong passwords, each from another place. */
async function failEverywhere(app: App, times: number, username = 'chen.jing'): Promise<void> {
	for (let n = 0; n < times; n++)
		await expect(
			signIn(app, 'wrong', { username, address: `203.0.113.${n}` })
		).rejects.toMatchObject({ code: 'bad_login' });
}

const locked = { code: 'account_locked' };

describeEachEngine('failed logins', (engine) => {
	it('with invented names lock nobody else out who shares the address', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		for (let n = 0; n < 100; n++) await spendTry(app, tryOf(`invented-${n}`, office));
		expect(await signIn(app, password, { address: office })).toBeInstanceOf(Headers);
	});

	it('of a stranger in one place do not lock the owner out', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		for (let n = 0; n < 30; n++)
			await expect(signIn(app, 'wrong', { address: stranger })).rejects.toMatchObject({
				code: n < FAILURES_AT_ADDRESS ? 'bad_login' : 'too_many_logins'
			});
		expect(await signIn(app, password, { address: office })).toBeInstanceOf(Headers);
	});

	it('alone are counted: a password that was right is taken back', async () => {
		const app = await engine.createApp();
		for (let n = 0; n < 60; n++) {
			await spendTry(app, tryOf('chen.jing', office));
			await forgetTries(app, tryOf('chen.jing', office));
		}
		expect((await app.loginLimiter.byAddress.get(office))?.consumedPoints).toBe(0);
		expect(await app.db.selectFrom('login_lock').select('key').execute()).toEqual([]);
	});

	it('from many places lock the account for a quarter of an hour, on every server and after a restart', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { password } = await newAccount(app);
		await failEverywhere(app, FAILURES);
		const other = await engine.createApp({ clock, config: app.config });
		for (const server of [app, other])
			await expect(signIn(server, password)).rejects.toMatchObject({
				...locked,
				text: expect.stringContaining('09:15 以后才能再试')
			});
		// Trying on does not prolong it.
		clock.advance(14);
		await expect(signIn(app, password)).rejects.toMatchObject(locked);
		clock.advance(1);
		expect(await signIn(app, password)).toBeInstanceOf(Headers);
	});

	it('lock a name that nobody has in the same way: the answer tells no names', async () => {
		const app = await engine.createApp();
		await failEverywhere(app, FAILURES, 'nobody');
		await expect(signIn(app, 'wrong', { username: 'nobody' })).rejects.toMatchObject(locked);
	});

	it('that are old count no more', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { password } = await newAccount(app);
		await failEverywhere(app, FAILURES - 1);
		clock.advance(15);
		await failEverywhere(app, FAILURES - 1);
		expect(await signIn(app, password)).toBeInstanceOf(Headers);
	});

	it('at the same moment are all counted', async () => {
		const app = await engine.createApp();
		const two = await engine.createApp({ config: app.config });
		await newAccount(app);
		const tries = Array.from({ length: 30 }, (_, n) =>
			spendTry(n % 2 ? app : two, tryOf('chen.jing', `203.0.113.${n}`))
		);
		const outcomes = await Promise.allSettled(tries);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(FAILURES);
	});

	it('of strangers do not stop a browser that signed in before, which has a count of its own', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		await failEverywhere(app, FAILURES);
		await expect(signIn(app, password)).rejects.toMatchObject(locked);
		expect(await signIn(app, password, { browser: 'b1' })).toBeInstanceOf(Headers);
		for (let n = 0; n < FAILURES; n++)
			await expect(
				signIn(app, 'wrong', { browser: 'b1', address: `203.0.113.${n + 50}` })
			).rejects.toMatchObject({ code: 'bad_login' });
		await expect(signIn(app, password, { browser: 'b1' })).rejects.toMatchObject(locked);
	});

	it('by the page of one’s own password count at the door, too', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const actor = await actorOf(app, await signIn(app, password));
		for (let n = 0; n < FAILURES; n++) {
			const guess = { current: 'guess', password: 'Lianhua-2026', browser: null };
			await expect(
				changePassword(app, actor, { ...guess, address: `203.0.113.${n}` })
			).rejects.toMatchObject({ code: 'bad_password' });
		}
		await expect(signIn(app, password)).rejects.toMatchObject(locked);
	});

	it('are forgiven by an administrator, on record', async () => {
		const app = await engine.createApp();
		const { password, userId } = await newAccount(app);
		const by = await makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
		await failEverywhere(app, FAILURES);
		expect((await readLocks(app.db, app.clock.now())).size).toBe(1);
		await unlockAccount(app, userId, by);
		expect(await signIn(app, password)).toBeInstanceOf(Headers);
		const acts = await app.db.selectFrom('audit').select('action').execute();
		expect(acts.map(({ action }) => action)).toContain('unlock');
	});

	it('keep no name, no password and no address', async () => {
		const app = await engine.createApp();
		await spendTry(app, tryOf('secret-typed-here', stranger));
		const rows = await app.db.selectFrom('login_lock').selectAll().execute();
		expect(rows).toHaveLength(1);
		expect(JSON.stringify(rows)).not.toMatch(/secret|198\.51/);
	});
});
