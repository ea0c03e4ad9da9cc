import { expect, it } from 'vitest';
import { readActor } from '$lib/server/accounts/actor';
import { changePassword } from '$lib/server/accounts/change-password';
import { resetPassword } from '$lib/server/accounts/edit-account';
import { setSignInRules } from '$lib/server/accounts/sign-in-rules';
import { FAILURES_AT_ADDRESS } from '$lib/server/accounts/tries';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeUser, rootUnionId } from '../support/factories';
import {
	actorOf,
	ADDRESS,
	headersOf,
	newAccount,
	settledAccount,
	signIn
} from '../support/sign-in';

const NEW = 'Lianhua-2026';
const place = { address: ADDRESS, browser: null };

describeEachEngine('passwords', (engine) => {
	it('are one-time at first: the account must change it, and no rule of the new one is optional', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const actor = await actorOf(app, await signIn(app, password));
		expect(actor.mustChangePassword).toBe(true);
		const change = (current: string, chosen: string) =>
			changePassword(app, actor, { current, password: chosen, ...place });
		await expect(change('wrong', NEW)).rejects.toMatchObject({ code: 'bad_password' });
		await expect(change(password, 'short')).rejects.toMatchObject({ code: 'weak_password' });
		await expect(change(password, 'P@ssw0rd-2026')).rejects.toMatchObject({
			code: 'weak_password'
		});
		await expect(change(password, password)).rejects.toMatchObject({ code: 'same_password' });
	});

	it('when changed end every session, and the answer carries a new one', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const [here, elsewhere] = [await signIn(app, password), await signIn(app, password)];
		const actor = await actorOf(app, here);
		const change = { current: password, password: NEW, ...place };
		const lines = await changePassword(app, actor, change);
		expect(await readActor(app, here)).toBeNull();
		expect(await readActor(app, elsewhere)).toBeNull();
		expect((await actorOf(app, headersOf(lines))).mustChangePassword).toBe(false);
		await expect(signIn(app, password)).rejects.toMatchObject({ code: 'bad_login' });
	});

	it('are not taken again while they are among the last three, even after a reset', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { userId, password } = await settledAccount(app, { password: 'Yunxi-2026-A' });
		const actor = await actorOf(app, await signIn(app, password));
		let current = password;
		const change = async (chosen: string) => {
			clock.advance(1);
			await changePassword(app, actor, { current, password: chosen, ...place });
			current = chosen;
		};
		await change('Yunxi-2026-B');
		await expect(change('Yunxi-2026-A')).rejects.toMatchObject({ code: 'used_password' });
		await change('Yunxi-2026-C');
		const by = await makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
		current = await resetPassword(app, userId, by);
		for (const used of ['A', 'B', 'C'])
			await expect(change(`Yunxi-2026-${used}`)).rejects.toMatchObject({ code: 'used_password' });
		await change('Yunxi-2026-D');
		await change('Yunxi-2026-A');
		expect(await app.db.selectFrom('password_history').select('id').execute()).toHaveLength(3);
	});

	it('grow old only where the rules say so', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { userId, password } = await settledAccount(app);
		clock.advance(60 * 24 * 90);
		expect((await actorOf(app, await signIn(app, password))).mustChangePassword).toBe(false);
		const rules = { idleMinutes: 30, passwordDays: 90, secondFactor: 'optional' } as const;
		await setSignInRules(app, rules, userId);
		const headers = await signIn(app, password);
		const actor = await actorOf(app, headers);
		expect(actor).toMatchObject({ mustChangePassword: true, session: { passwordExpired: true } });
		const change = { current: password, password: NEW, ...place };
		const next = headersOf(await changePassword(app, actor, change));
		expect((await actorOf(app, next)).mustChangePassword).toBe(false);
	});

	it('cannot be guessed without end, neither at the door nor by a stolen session', async () => {
		const app = await engine.createApp();
		const { password } = await newAccount(app);
		const actor = await actorOf(app, await signIn(app, password));
		const guess = () => changePassword(app, actor, { current: 'guess', password: NEW, ...place });
		for (let i = 0; i < FAILURES_AT_ADDRESS; i++)
			await expect(guess()).rejects.toMatchObject({ code: 'bad_password' });
		await expect(guess()).rejects.toMatchObject({ code: 'too_many_logins' });
		// The right password does not help either, until the quarter of an hour is over.
		await expect(signIn(app, password)).rejects.toMatchObject({ code: 'too_many_logins' });
		// A colleague behind the same address is not locked out.
		const colleague = await newAccount(app, { username: 'li.na' });
		await expect(signIn(app, colleague.password, { username: 'li.na' })).resolves.toBeInstanceOf(
			Headers
		);
	});

	it('are never stored or logged in clear', async () => {
		const app = await engine.createApp();
		const { password } = await settledAccount(app);
		const rows = await app.db.selectFrom('account').selectAll().execute();
		const former = await app.db.selectFrom('password_history').selectAll().execute();
		const audit = await app.db.selectFrom('audit').selectAll().execute();
		expect(JSON.stringify([rows, former, audit])).not.toContain(password);
	});
});
