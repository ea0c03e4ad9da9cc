import { URI } from 'otpauth';
import { expect, it } from 'vitest';
import { readActor } from '$lib/server/accounts/actor';
import { createAccount } from '$lib/server/accounts/create-account';
import { countRecoveryCodes, renewRecoveryCodes } from '$lib/server/accounts/recovery-code';
import {
	beginSecondFactor,
	confirmSecondFactor,
	readEnrolment,
	removeSecondFactor
} from '$lib/server/accounts/second-factor';
import { setSignInRules } from '$lib/server/accounts/sign-in-rules';
import { FAILURES } from '$lib/server/accounts/tries';
import type { App } from '$lib/server/app';
import { testClock, type TestClock } from '../support/clock';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeUser, rootUnionId } from '../support/factories';
import { actorOf, settledAccount, signIn, typeCode } from '../support/sign-in';

interface Enrolled {
	app: App;
	clock: TestClock;
	userId: string;
	password: string;
	/** What the phone shows now. */
	code: () => string;
	recovery: string[];
}

async function enrolled(engine: Engine): Promise<Enrolled> {
	const clock = testClock();
	const app = await engine.createApp({ clock });
	const { userId, password } = await settledAccount(app);
	const user = { id: userId, username: 'chen.jing', session: null };
	await beginSecondFactor(app, userId);
	const totp = URI.parse((await readEnrolment(app, user))!.uri);
	const code = () => totp.generate({ timestamp: clock.now().getTime() } as never);
	const recovery = await confirmSecondFactor(app, user, code());
	clock.advance(1);
	return { app, clock, userId, password, code, recovery };
}

describeEachEngine('a second factor', (engine) => {
	it('is asked for after the password, and nothing is open until it is given', async () => {
		const { app, password, code } = await enrolled(engine);
		const waiting = await signIn(app, password);
		expect(await readActor(app, waiting)).toBeNull();
		const headers = await typeCode(app, waiting, code());
		expect((await actorOf(app, headers)).username).toBe('chen.jing');
		// Another session: who planted the first one has nothing.
		expect(headers.get('cookie')).not.toBe(waiting.get('cookie'));
		expect(await readActor(app, waiting)).toBeNull();
		await expect(typeCode(app, waiting, code())).rejects.toMatchObject({ code: 'session_over' });
	});

	it('signs every other browser out when it is turned on', async () => {
		const app = await engine.createApp({ clock: testClock() });
		const { userId, password } = await settledAccount(app);
		const [own, other] = [await signIn(app, password), await signIn(app, password)];
		await beginSecondFactor(app, userId);
		const { username, session } = await actorOf(app, own);
		const user = { id: userId, username, session: session?.id ?? null };
		const totp = URI.parse((await readEnrolment(app, user))!.uri);
		const code = totp.generate({ timestamp: app.clock.now().getTime() } as never);
		await confirmSecondFactor(app, user, code);
		expect(await readActor(app, other)).toBeNull();
		expect(await readActor(app, own)).not.toBeNull();
	});

	it('takes each code once, and none that is older than one taken', async () => {
		const { app, clock, password, code } = await enrolled(engine);
		const [earlier, now] = [code(), (clock.advance(0.5), code())];
		await typeCode(app, await signIn(app, password), now);
		for (const used of [now, earlier])
			await expect(typeCode(app, await signIn(app, password), used)).rejects.toMatchObject({
				code: 'bad_code'
			});
		clock.advance(1);
		await typeCode(app, await signIn(app, password), code());
	});

	it('takes one code from one of two at once', async () => {
		const { app, password, code } = await enrolled(engine);
		const waiting = [await signIn(app, password), await signIn(app, password)];
		const outcomes = await Promise.allSettled(waiting.map((one) => typeCode(app, one, code())));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('takes a code of half a minute ago, and none of two minutes ago', async () => {
		const { app, clock, password, code } = await enrolled(engine);
		const stale = code();
		clock.advance(2);
		await expect(typeCode(app, await signIn(app, password), stale)).rejects.toMatchObject({
			code: 'bad_code'
		});
		const late = code();
		clock.advance(0.5);
		await typeCode(app, await signIn(app, password), late);
	});

	it('cannot be guessed: wrong codes lock the account, and the right password wins no tries back', async () => {
		const { app, password, code } = await enrolled(engine);
		for (let n = 0; n < FAILURES; n++) {
			const address = `203.0.113.${n}`;
			const waiting = await signIn(app, password, { address });
			await expect(typeCode(app, waiting, 'nocode', { address })).rejects.toMatchObject({
				code: 'bad_code'
			});
		}
		await expect(signIn(app, password)).rejects.toMatchObject({ code: 'account_locked' });
		expect(code()).toMatch(/^\d{6}$/);
	});

	it('waits ten minutes, no longer', async () => {
		const { app, clock, password, code } = await enrolled(engine);
		const waiting = await signIn(app, password);
		clock.advance(10);
		await expect(typeCode(app, waiting, code())).rejects.toMatchObject({ code: 'session_over' });
	});

	it('has eight recovery codes, each good for once, in any spelling', async () => {
		const { app, userId, password, recovery } = await enrolled(engine);
		expect(new Set(recovery).size).toBe(8);
		const [first = '', second = ''] = recovery;
		await typeCode(app, await signIn(app, password), first);
		await expect(typeCode(app, await signIn(app, password), first)).rejects.toMatchObject({
			code: 'bad_code'
		});
		await typeCode(
			app,
			await signIn(app, password),
			` ${second.toUpperCase().replaceAll('-', '')}`
		);
		expect(await countRecoveryCodes(app.db, userId)).toBe(6);
		const fresh = await renewRecoveryCodes(app, userId);
		await expect(
			typeCode(app, await signIn(app, password), recovery[2] ?? '')
		).rejects.toMatchObject({ code: 'bad_code' });
		await typeCode(app, await signIn(app, password), fresh[0] ?? '');
	});

	it('is no use to whoever reads the database', async () => {
		const { app, userId, recovery } = await enrolled(engine);
		const rows = await app.db.selectFrom('second_factor').selectAll().execute();
		const codes = await app.db.selectFrom('recovery_code').selectAll().execute();
		const text = [...rows.map(({ secret }) => secret), ...codes.map(({ hash }) => hash)]
			.map((bytes) => Buffer.from(bytes).toString('latin1'))
			.join('');
		for (const code of recovery) expect(text).not.toContain(code.replaceAll('-', ''));
		// Copied to another account the secret opens nothing.
		const other = await makeUser(app, { unionId: await rootUnionId(app) });
		const [row] = rows;
		await app.db
			.insertInto('second_factor')
			.values({ ...row!, user_id: other, confirmed_at: null })
			.execute();
		await expect(readEnrolment(app, { id: other, username: 'x' })).rejects.toThrow();
		expect(await countRecoveryCodes(app.db, userId)).toBe(8);
	});

	it('is not begun anew over one that is there, nor confirmed without a right code', async () => {
		const { app, userId, code } = await enrolled(engine);
		await expect(beginSecondFactor(app, userId)).rejects.toMatchObject({
			code: 'second_factor_there'
		});
		const user = { id: userId, username: 'chen.jing', session: null };
		await expect(confirmSecondFactor(app, user, code())).rejects.toMatchObject({
			code: 'bad_code'
		});
	});

	it('is taken away by an administrator: every session ends, and the record says so', async () => {
		const { app, userId, password, code } = await enrolled(engine);
		const headers = await typeCode(app, await signIn(app, password), code());
		const by = await makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
		await removeSecondFactor(app, userId, by);
		expect(await readActor(app, headers)).toBeNull();
		expect(await readActor(app, await signIn(app, password))).not.toBeNull();
		const acts = await app.db
			.selectFrom('audit')
			.select(['action', 'user_id'])
			.where('action', '=', 'remove_second_factor')
			.execute();
		expect(acts).toEqual([{ action: 'remove_second_factor', user_id: by }]);
	});

	it('may be required of administrators and supervisors, and of nobody else', async () => {
		const app = await engine.createApp();
		const { userId } = await settledAccount(app, { role: 'admin' });
		const rules = { idleMinutes: 30, passwordDays: 0, secondFactor: 'privileged' } as const;
		await setSignInRules(app, rules, userId);
		const must = async (role: 'admin' | 'supervisor' | 'chair' | 'reviewer') => {
			const roles = [{ role, unionId: await rootUnionId(app) }];
			const account = { username: `u-${role}`, name: '甲', roles };
			const made = await createAccount(app.db, app.auth, app.clock, account, null);
			const headers = await signIn(app, made.password, { username: account.username });
			return (await actorOf(app, headers)).session?.mustEnrol;
		};
		expect([await must('admin'), await must('supervisor')]).toEqual([true, true]);
		expect([await must('chair'), await must('reviewer')]).toEqual([false, false]);
	});
});
