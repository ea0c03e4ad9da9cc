import { expect, it } from 'vitest';
import type { Role } from '$lib/domain/words';
import { acceptInvitation, findInvitation } from '$lib/server/invitations/accept-invitation';
import { invite, renewInvitation, revokeInvitation } from '$lib/server/invitations/invite';
import { listInvitations } from '$lib/server/invitations/list-invitations';
import type { App } from '$lib/server/app';
import { makeActor } from '../support/actors';
import { testClock } from '../support/clock';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import { actorOf, signIn } from '../support/sign-in';

const person = { name: '陈静', username: 'chen.jing', password: 'Yunxi-2026-Fang' };
const over = { code: 'invitation_over' };

async function inviting(engine: Engine) {
	const clock = testClock();
	const app = await engine.createApp({ clock });
	const mill = await makeUnion(app);
	const admin = await makeActor(app, 'admin', await rootUnionId(app));
	const chair = { name: '陈静', roles: [{ role: 'chair' as const, unionId: mill }] };
	return { app, clock, mill, admin, chair };
}

const idOf = async (app: App, actor: Parameters<typeof listInvitations>[2]) =>
	(await listInvitations(app.db, app.clock, actor))[0]!.id;

describeEachEngine('an invitation', (engine) => {
	it('makes an account whose owner chose name and password, with the roles promised', async () => {
		const { app, mill, admin, chair } = await inviting(engine);
		const token = await invite(app, admin, chair);
		expect(token).toMatch(/^[\w-]{43}$/);
		await acceptInvitation(app, token, person);
		const actor = await actorOf(app, await signIn(app, person.password));
		expect(actor).toMatchObject({ name: '陈静', mustChangePassword: false });
		expect(actor.roles).toMatchObject([{ role: 'chair', unionId: mill }]);
		expect(await listInvitations(app.db, app.clock, admin)).toEqual([]);
		const acts = await app.db.selectFrom('audit').select('action').orderBy('at').execute();
		expect(acts.map(({ action }) => action)).toEqual(expect.arrayContaining(['create', 'join']));
	});

	it('is good for once, also for two at the same moment', async () => {
		const { app, admin, chair } = await inviting(engine);
		const token = await invite(app, admin, chair);
		const outcomes = await Promise.allSettled([
			acceptInvitation(app, token, person),
			acceptInvitation(app, token, { ...person, username: 'stranger' })
		]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const again = acceptInvitation(app, token, { ...person, username: 'another' });
		await expect(again).rejects.toMatchObject(over);
		expect(await findInvitation(app.db, app.clock.now(), token)).toBeNull();
	});

	it('is good for seven days', async () => {
		const { app, clock, admin, chair } = await inviting(engine);
		const token = await invite(app, admin, chair);
		clock.advance(7 * 24 * 60 - 1);
		expect(await findInvitation(app.db, clock.now(), token)).toMatchObject({ name: '陈静' });
		clock.advance(1);
		await expect(acceptInvitation(app, token, person)).rejects.toMatchObject(over);
		expect(await listInvitations(app.db, clock, admin)).toMatchObject([{ expired: true }]);
		const fresh = await renewInvitation(app, admin, await idOf(app, admin));
		await acceptInvitation(app, fresh.token, person);
	});

	it('is taken back, and replaced by a new link, at once', async () => {
		const { app, admin, chair } = await inviting(engine);
		const first = await invite(app, admin, chair);
		const id = await idOf(app, admin);
		const { token } = await renewInvitation(app, admin, id);
		await expect(acceptInvitation(app, first, person)).rejects.toMatchObject(over);
		await revokeInvitation(app, admin, id);
		await expect(acceptInvitation(app, token, person)).rejects.toMatchObject(over);
		for (const act of [renewInvitation, revokeInvitation])
			await expect(act(app, admin, id)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is not used up by a weak password or a user name that is taken', async () => {
		const { app, admin, chair } = await inviting(engine);
		await acceptInvitation(app, await invite(app, admin, chair), person);
		const token = await invite(app, admin, chair);
		await expect(
			acceptInvitation(app, token, { ...person, username: 'li.na', password: 'Admin@123456' })
		).rejects.toMatchObject({ code: 'weak_password' });
		await expect(acceptInvitation(app, token, person)).rejects.toMatchObject({
			code: 'username_taken'
		});
		await acceptInvitation(app, token, { ...person, username: 'li.na' });
	});

	it('cannot be guessed or read from the database', async () => {
		const { app, admin, chair } = await inviting(engine);
		const token = await invite(app, admin, chair);
		const [row] = await app.db.selectFrom('invitation').selectAll().execute();
		const audit = await app.db.selectFrom('audit').selectAll().execute();
		expect(JSON.stringify([row, audit])).not.toContain(token);
		const hash = Buffer.from(row!.hash);
		for (const guess of ['', token.slice(1), hash.toString('base64url'), hash.toString('hex')])
			expect(await findInvitation(app.db, app.clock.now(), guess)).toBeNull();
	});

	it('ends with the right of whoever sent it, and with its union', async () => {
		const { app, mill, admin, chair } = await inviting(engine);
		const find = (token: string) => findInvitation(app.db, app.clock.now(), token);
		const supervisor = await makeActor(app, 'supervisor', await rootUnionId(app));
		const [one, two] = [await invite(app, supervisor, chair), await invite(app, admin, chair)];
		await app.db
			.updateTable('user')
			.set({ disabled: 1 })
			.where('id', '=', supervisor.userId)
			.execute();
		expect(await find(one)).toBeNull();
		await app.db.deleteFrom('role').where('user_id', '=', admin.userId).execute();
		expect(await find(two)).toBeNull();
		const other = await makeActor(app, 'admin', await rootUnionId(app));
		const three = await invite(app, other, chair);
		expect(await find(three)).not.toBeNull();
		const closed = { closed_at: app.clock.now().toISOString() as never };
		await app.db.updateTable('union').set(closed).where('id', '=', mill).execute();
		expect(await find(three)).toBeNull();
	});

	it('of a supervisor is for chairs, staff and reviewers of unions below, and for nobody else', async () => {
		const { app, mill } = await inviting(engine);
		const root = await rootUnionId(app);
		const town = await makeUnion(app, { level: 'intermediate', kind: 'town' as never });
		const shop = await makeUnion(app, { parentId: town });
		const supervisor = await makeActor(app, 'supervisor', town);
		const may = (role: Role, unionId: string) =>
			invite(app, supervisor, { name: '甲', roles: [{ role, unionId }] }).then(
				() => true,
				({ code }) => (code === 'may_not_invite' ? false : code)
			);
		for (const role of ['chair', 'staff', 'reviewer'] as const)
			expect(await may(role, shop)).toBe(true);
		for (const role of ['supervisor', 'admin'] as const) expect(await may(role, shop)).toBe(false);
		for (const unionId of [town, root, mill]) expect(await may('staff', unionId)).toBe(false);
		// One right role does not carry a wrong one along.
		const mixed = [
			{ role: 'staff' as const, unionId: shop },
			{ role: 'admin' as const, unionId: shop }
		];
		await expect(invite(app, supervisor, { name: '甲', roles: mixed })).rejects.toMatchObject({
			code: 'may_not_invite'
		});
		// Nor for a union below in which they hold a role themselves.
		const both = {
			...supervisor,
			roles: [
				...supervisor.roles,
				{
					...supervisor.roles[0]!,
					role: 'chair' as const,
					unionId: shop,
					path: `${supervisor.roles[0]!.path}${shop}/`
				}
			]
		};
		await expect(
			invite(app, both, { name: '甲', roles: [{ role: 'staff', unionId: shop }] })
		).rejects.toMatchObject({ code: 'may_not_invite' });
	});

	it('is out of reach of other supervisors, and in reach of administrators', async () => {
		const { app, admin, mill, chair } = await inviting(engine);
		const root = await rootUnionId(app);
		const [one, two] = [
			await makeActor(app, 'supervisor', root),
			await makeActor(app, 'supervisor', root)
		];
		await invite(app, one, chair);
		const id = await idOf(app, one);
		expect(await listInvitations(app.db, app.clock, two)).toEqual([]);
		for (const act of [renewInvitation, revokeInvitation])
			await expect(act(app, two, id)).rejects.toMatchObject({ code: 'not_found' });
		for (const role of ['chair', 'staff', 'reviewer'] as const) {
			const actor = await makeActor(app, role, mill);
			await expect(invite(app, actor, chair)).rejects.toMatchObject({ code: 'may_not_invite' });
		}
		await revokeInvitation(app, admin, id);
		expect(await listInvitations(app.db, app.clock, one)).toEqual([]);
	});
});
