import { expect, it } from 'vitest';
import { can, readableScope } from '$lib/domain/permission';
import type { Role } from '$lib/domain/words';
import { authorise, authoriseSurvey, authoriseUnion } from '$lib/server/accounts/authorise';
import type { App } from '$lib/server/app';
import { searchUnions } from '$lib/server/unions/search-unions';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';

const everything = { text: '', level: null, kind: null, below: null, page: 1 };

/** county > (zone > mill, shop), (town > farm) */
async function makeTree(app: App) {
	const county = await rootUnionId(app);
	const area = { level: 'intermediate', kind: 'township' } as const;
	const zone = await makeUnion(app, { ...area, name: '开发区', code: 'Z' });
	const town = await makeUnion(app, { ...area, name: '镇', code: 'T' });
	const mill = await makeUnion(app, { parentId: zone, name: '纺织厂', code: 'Z-1' });
	const shop = await makeUnion(app, { parentId: zone, name: '商场', code: 'Z-2' });
	const farm = await makeUnion(app, { parentId: town, name: '农场', code: 'T-1' });
	return { county, zone, town, mill, shop, farm };
}

async function eventOf(app: App, role: Role, unionId: string) {
	return { locals: { app, actor: await makeActor(app, role, unionId) } };
}

describeEachEngine('who reaches which union', (engine) => {
	it('a chair and a member of staff: their own, not those below or beside', async () => {
		const app = await engine.createApp();
		const { zone, mill, town, county } = await makeTree(app);
		for (const role of ['chair', 'staff'] as const) {
			const event = await eventOf(app, role, zone);
			await expect(authoriseUnion(event, 'survey.manage', zone)).resolves.toBeTruthy();
			for (const other of [mill, town, county])
				await expect(authoriseUnion(event, 'union.read', other)).rejects.toMatchObject({
					status: 404
				});
			await expect(authoriseUnion(event, 'union.manage', zone)).rejects.toMatchObject({
				status: 403
			});
			expect(() => authorise(event, 'account.manage')).toThrow();
		}
	});

	it('the administrator: the word of an upper union only where there is none', async () => {
		const app = await engine.createApp();
		const { county, zone, mill } = await makeTree(app);
		const event = await eventOf(app, 'admin', county);
		await expect(authoriseUnion(event, 'survey.supervise', county)).resolves.toBeTruthy();
		for (const [permission, id] of [
			['survey.supervise', zone],
			['survey.supervise', mill],
			['survey.manage', county]
		] as const)
			await expect(authoriseUnion(event, permission, id)).rejects.toMatchObject({ status: 403 });
	});

	it('a supervisor: the subtree, but no word on the own union', async () => {
		const app = await engine.createApp();
		const { zone, mill, farm } = await makeTree(app);
		const event = await eventOf(app, 'supervisor', zone);
		await expect(authoriseUnion(event, 'union.manage', mill)).resolves.toBeTruthy();
		await expect(authoriseUnion(event, 'survey.supervise', mill)).resolves.toBeTruthy();
		await expect(authoriseUnion(event, 'survey.supervise', zone)).rejects.toMatchObject({
			status: 403
		});
		await expect(authoriseUnion(event, 'survey.manage', mill)).rejects.toMatchObject({
			status: 403
		});
		await expect(authoriseUnion(event, 'union.read', farm)).rejects.toMatchObject({ status: 404 });
	});

	it('a union that is not there and one out of reach answer alike; so does a survey', async () => {
		const app = await engine.createApp();
		const { mill, farm } = await makeTree(app);
		const event = await eventOf(app, 'chair', mill);
		const answer = (id: string) => authoriseUnion(event, 'union.read', id).catch((error) => error);
		expect(await answer(farm)).toEqual(await answer('nowhere'));
		await expect(authoriseSurvey(event, 'union.read', 'nowhere')).rejects.toMatchObject({
			status: 404
		});
	});

	it('nobody without signing in', async () => {
		const app = await engine.createApp();
		const event = { locals: { app, actor: null } };
		await expect(authoriseUnion(event, 'union.read', await rootUnionId(app))).rejects.toMatchObject(
			{ status: 303, location: '/office/login' }
		);
	});

	it('lists exactly the unions that can be opened', async () => {
		const app = await engine.createApp();
		const tree = await makeTree(app);
		for (const role of ['admin', 'supervisor', 'reviewer', 'chair', 'staff'] as const)
			for (const at of Object.values(tree)) {
				const { roles } = await makeActor(app, role, at);
				const { unions } = await searchUnions(app.db, readableScope(roles), everything);
				const all = await app.db.selectFrom('union').select(['id', 'path']).execute();
				const open = all.filter(({ path }) => can(roles, 'union.read', path));
				expect(unions.map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());
			}
	});
});
