import { expect, it } from 'vitest';
import { chooseActing } from '$lib/server/accounts/acting';
import { actingKey, asActing, readActor } from '$lib/server/accounts/actor';
import { grantRoles } from '$lib/server/accounts/create-account';
import { setDisabled } from '$lib/server/accounts/edit-account';
import { endOtherSessions, endSession, listSessions } from '$lib/server/accounts/own-sessions';
import { setSignInRules } from '$lib/server/accounts/sign-in-rules';
import { can } from '$lib/domain/permission';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { actorOf, newAccount, settledAccount, signIn } from '../support/sign-in';

describeEachEngine('sessions', (engine) => {
	it('end after half an hour without a request, and for good', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { password } = await settledAccount(app);
		const headers = await signIn(app, password);
		for (let n = 0; n < 5; n++) {
			clock.advance(29);
			await actorOf(app, headers);
		}
		clock.advance(30);
		expect(await readActor(app, headers)).toBeNull();
		clock.advance(-30);
		expect(await readActor(app, headers)).toBeNull();
	});

	it('end after twelve hours, however busy', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { password } = await settledAccount(app);
		const headers = await signIn(app, password);
		for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
			clock.advance(20);
			await actorOf(app, headers);
		}
		clock.advance(20);
		expect(await readActor(app, headers)).toBeNull();
	});

	it('are not kept alive by a page that only looks whether they last', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { password } = await settledAccount(app);
		const headers = await signIn(app, password);
		clock.advance(20);
		expect(await readActor(app, headers, { quiet: true })).not.toBeNull();
		clock.advance(10);
		expect(await readActor(app, headers, { quiet: true })).toBeNull();
	});

	it('follow the time that the administrator set, from the next request on', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { userId, password } = await settledAccount(app);
		const headers = await signIn(app, password);
		clock.advance(10);
		const rules = { idleMinutes: 10, passwordDays: 0, secondFactor: 'optional' } as const;
		await setSignInRules(app, rules, userId);
		expect(await readActor(app, headers)).toBeNull();
	});

	it('never go on in one that the browser brought along', async () => {
		const app = await engine.createApp();
		const mallory = await settledAccount(app, { username: 'mallory', role: 'staff' });
		const { password } = await settledAccount(app);
		const planted = await signIn(app, mallory.password, { username: 'mallory' });
		const own = await signIn(app, password, { headers: planted });
		expect(own.get('cookie')).not.toBe(planted.get('cookie'));
		expect(await readActor(app, planted)).toBeNull();
		expect((await actorOf(app, own)).username).toBe('chen.jing');
	});

	it('are worth nothing without the signature of their cookie', async () => {
		const app = await engine.createApp();
		const { password } = await settledAccount(app);
		await signIn(app, password);
		const { token } = await app.db.selectFrom('session').select('token').executeTakeFirstOrThrow();
		for (const cookie of [token, `${token}.`, `${token}.AAAA`])
			expect(
				await readActor(app, new Headers({ cookie: `pingjia.session_token=${cookie}` }))
			).toBeNull();
	});

	it('of a disabled account are over while its browser is still open', async () => {
		const app = await engine.createApp();
		const { userId, password } = await settledAccount(app);
		const by = await makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
		const headers = await signIn(app, password);
		await app.db.updateTable('user').set({ disabled: 1 }).where('id', '=', userId).execute();
		expect(await readActor(app, headers)).toBeNull();
		await setDisabled(app, userId, true, by);
		const left = await app.db
			.selectFrom('user')
			.select(['disabled_by', 'disabled_at'])
			.where('id', '=', userId)
			.execute();
		expect(left).toEqual([{ disabled_by: by, disabled_at: app.clock.now().toISOString() }]);
	});

	it('are listed without addresses and ended one by one or all others, never another’s', async () => {
		const app = await engine.createApp();
		const { password } = await settledAccount(app);
		const other = await settledAccount(app, { username: 'li.na' });
		const [a, b, c] = [
			await signIn(app, password),
			await signIn(app, password),
			await signIn(app, password)
		];
		const colleague = await signIn(app, other.password, { username: 'li.na' });
		const actor = await actorOf(app, a);
		const list = await listSessions(app, actor);
		expect(list.filter(({ current }) => current)).toHaveLength(1);
		expect(list).toHaveLength(3);
		for (const one of list) expect(Object.keys(one).sort()).toEqual(['current', 'id', 'startedAt']);
		const colleagues = (await actorOf(app, colleague)).session!.id;
		await expect(endSession(app, actor, colleagues)).rejects.toMatchObject({ code: 'not_found' });
		await endSession(app, actor, (await actorOf(app, b)).session!.id);
		expect(await readActor(app, b)).toBeNull();
		await endOtherSessions(app, actor);
		expect(await readActor(app, c)).toBeNull();
		expect(await readActor(app, a)).not.toBeNull();
		expect(await readActor(app, colleague)).not.toBeNull();
	});

	it('have a role of their own: pages follow it, permissions and conflicts look at all', async () => {
		const app = await engine.createApp();
		const { userId, password } = await newAccount(app);
		const [mill, farm] = [await makeUnion(app), await makeUnion(app)];
		const root = await rootUnionId(app);
		await grantRoles(app.db, userId, [
			{ role: 'chair', unionId: mill },
			{ role: 'supervisor', unionId: root }
		]);
		const headers = await signIn(app, password);
		const before = await actorOf(app, headers);
		expect(before.acting).toBeNull();
		expect(asActing(before).roles).toHaveLength(2);
		const supervisor = before.roles.find(({ role }) => role === 'supervisor')!;
		await chooseActing(app.db, before, actingKey(supervisor));
		const actor = await actorOf(app, headers);
		expect(asActing(actor).roles).toMatchObject([{ role: 'supervisor', unionId: root }]);
		expect(actor.roles).toHaveLength(2);
		const path = actor.roles.find(({ unionId }) => unionId === mill)!.path;
		expect(can(actor.roles, 'survey.manage', path)).toBe(true);
		// As supervisor alone it could rule on its own union.
		expect(can(actor.roles, 'survey.supervise', path)).toBe(false);
		await chooseActing(app.db, actor, `supervisor ${farm}`);
		expect((await actorOf(app, headers)).acting).toBeNull();
		await chooseActing(app.db, actor, actingKey(supervisor));
		await grantRoles(app.db, userId, [{ role: 'chair', unionId: mill }]);
		expect((await actorOf(app, headers)).acting).toBeNull();
	});
});
