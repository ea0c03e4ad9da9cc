import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { Refused } from '$lib/server/refusals';
import { fromJson } from '$lib/server/database/values';
import { listHonours } from '$lib/server/honours/list-honours';
import { recordHonour } from '$lib/server/honours/record-honour';
import { revokeHonour } from '$lib/server/honours/revoke-honour';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';
import { load as loadEligibility } from '../../../src/routes/office/unions/[union]/eligibility/[year]/+page.server';
import { actions, load } from '../../../src/routes/office/unions/[union]/honours/+page.server';

const award = { level: 'province', year: 2022, document: '苏工发〔2022〕1号' } as const;

async function eventOf(
	app: App,
	union: string,
	{ role, at }: { role: Role; at: string },
	fields: Record<string, string> = {}
) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const url = new URL('http://pj.example.org/');
	return {
		...{ locals: { app, actor: await makeActor(app, role, at) }, url },
		...{ params: { union, year: '2026' }, request: new Request(url, { method: 'POST', body }) }
	} as never;
}

describeEachEngine('titles', (engine) => {
	test('are those of the union and of everybody who chaired it', async () => {
		const app = await engine.createApp();
		const [unionId, other] = [await makeUnion(app), await makeUnion(app)];
		const by = await makeUser(app, { role: 'admin', unionId });
		const before = await makeChair(app, unionId, { name: '李明', startedOn: '2018-01-01' });
		await makeChair(app, unionId, { startedOn: '2024-01-01' });
		const home = { ...award, title: 'model_home', personId: null } as const;
		const worker = { ...award, title: 'outstanding_worker', year: 2020 } as const;
		await recordHonour(app.db, app.clock, { ...home, unionId }, by);
		await recordHonour(app.db, app.clock, { ...home, unionId: other }, by);
		await recordHonour(app.db, app.clock, { ...worker, unionId, personId: before.personId }, by);
		expect(await listHonours(app.db, unionId)).toMatchObject([
			{ title: 'model_home', person_id: null, person_name: null },
			{ title: 'outstanding_worker', person_name: '李明' }
		]);
	});

	test('go to whom they are made for, and to nobody from elsewhere', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { role: 'admin', unionId });
		const { personId } = await makeChair(app, unionId);
		const stranger = await makeChair(app, await makeUnion(app));
		const record = (title: 'model_home' | 'outstanding_worker', person: string | null) =>
			recordHonour(app.db, app.clock, { ...award, unionId, title, personId: person }, by);
		await expect(record('model_home', personId)).rejects.toMatchObject({ code: 'wrong_title' });
		await expect(record('outstanding_worker', null)).rejects.toMatchObject({ code: 'wrong_title' });
		await expect(record('outstanding_worker', stranger.personId)).rejects.toMatchObject({
			code: 'not_found'
		});
		expect(await listHonours(app.db, unionId)).toEqual([]);
	});

	test('are revoked once, with a reason, not before they were awarded', async () => {
		const app = await engine.createApp();
		const [unionId, other] = [await makeUnion(app), await makeUnion(app)];
		const by = await makeUser(app, { role: 'admin', unionId });
		const honour = { ...award, unionId, personId: null, title: 'model_home' } as const;
		const honourId = await recordHonour(app.db, app.clock, honour, by);
		const revoke = (change: object) => {
			const revocation = { unionId, honourId, year: 2025, reason: '复查不合格', ...change };
			return revokeHonour(app.db, app.clock, revocation, by);
		};
		await expect(revoke({ reason: ' ' })).rejects.toMatchObject({ code: 'reason_needed' });
		await expect(revoke({ year: 2021 })).rejects.toMatchObject({ code: 'revoked_before_award' });
		await expect(revoke({ unionId: other })).rejects.toMatchObject({ code: 'not_found' });
		await revoke({});
		await expect(revoke({ reason: '再次' })).rejects.toMatchObject({ code: 'stale' });
		expect(await listHonours(app.db, unionId)).toMatchObject([
			{ revoked_year: 2025, revoked_reason: '复查不合格' }
		]);
		const lines = await app.db
			.selectFrom('audit')
			.select(['action', 'detail'])
			.where('noun_id', '=', honourId)
			.orderBy('action')
			.execute();
		expect(lines.map(({ action }) => action)).toEqual(['record', 'revoke']);
		expect(lines[1] && fromJson(lines[1].detail)).toEqual({ year: 2025, reason: '复查不合格' });
	});
});

describeEachEngine('the pages of eligibility and titles', (engine) => {
	const fields = { honour: 'union:model_home', level: 'province', year: '2022', document: '1号' };

	test('only the upper union and the administrator enter titles', async () => {
		const app = await engine.createApp();
		const county = await rootUnionId(app);
		const zone = await makeUnion(app, { level: 'intermediate', kind: 'township' });
		const mill = await makeUnion(app, { parentId: zone });
		for (const visit of [
			{ role: 'supervisor', at: county },
			{ role: 'admin', at: county }
		] as const) {
			expect(await load(await eventOf(app, mill, visit))).toMatchObject({ mayManage: true });
			const done = await actions['record']?.(await eventOf(app, mill, visit, fields));
			expect(done).toEqual({ done: '已登记。' });
		}
		for (const [visit, union] of [
			[{ role: 'chair', at: mill }, mill],
			[{ role: 'reviewer', at: county }, mill],
			[{ role: 'supervisor', at: zone }, zone]
		] as const) {
			expect(await load(await eventOf(app, union, visit))).toMatchObject({ mayManage: false });
			for (const action of Object.values(actions))
				await expect(action(await eventOf(app, union, visit, fields))).rejects.toMatchObject({
					status: 403
				});
		}
	});

	test('nobody awards themselves by way of another union, or higher than their own union reaches', async () => {
		const app = await engine.createApp();
		const zone = await makeUnion(app, { level: 'intermediate', kind: 'township' });
		const [mill, old] = [
			await makeUnion(app, { parentId: zone }),
			await makeUnion(app, { parentId: zone })
		];
		const township = { role: 'supervisor', at: zone } as const;
		const record = async (union: string, change: object, event?: never) =>
			actions['record']?.(event ?? (await eventOf(app, union, township, { ...fields, ...change })));
		const refused = (code: string) => ({ data: { message: new Refused(code as 'stale').text } });
		expect(await record(mill, { level: 'county' })).toEqual({ done: '已登记。' });
		expect(await record(mill, {})).toMatchObject(refused('honour_too_high'));
		// Somebody who chairs the mill now was chair of the old one: a title of theirs is the mill's matter, too.
		const { personId } = await makeChair(app, mill);
		const ended = { started_on: '2015-01-01' as never, ended_on: '2016-01-01' as never };
		const term = { id: `${old}-t`, union_id: old, person_id: personId, ...ended };
		await app.db.insertInto('term').values(term).execute();
		const honour = { honour: `${personId}:outstanding_worker`, level: 'county' };
		const event = (await eventOf(app, old, township, { ...fields, ...honour })) as {
			locals: { actor: Actor };
		};
		const { actor } = event.locals;
		const path = (await app.db.selectFrom('union').selectAll().where('id', '=', mill).execute())[0]
			?.path;
		actor.roles.push({ role: 'chair', unionId: mill, path: path ?? '', unionName: '' });
		expect(await record(old, {}, event as never)).toMatchObject(refused('own_honour'));
		expect((await listHonours(app.db, old)).length).toBe(0);
		const admin = { role: 'admin', at: await rootUnionId(app) } as const;
		const undocumented = await eventOf(app, mill, admin, { ...fields, document: ' ' });
		expect(await actions['record']?.(undocumented)).toMatchObject(refused('document_needed'));
	});

	test('a form that cannot be read comes back with what was typed', async () => {
		const app = await engine.createApp();
		const mill = await makeUnion(app);
		const admin = { role: 'admin', at: await rootUnionId(app) } as const;
		const wrong = { ...fields, year: '二〇二二', honour: '' };
		expect(await actions['record']?.(await eventOf(app, mill, admin, wrong))).toMatchObject({
			status: 400,
			data: {
				values: wrong,
				errors: { year: expect.any(String), honour: expect.any(String) }
			}
		});
	});

	test('a chair sees the own verdict, nobody else’s; only grassroots unions have one', async () => {
		const app = await engine.createApp();
		const [mill, shop] = [await makeUnion(app), await makeUnion(app)];
		const zone = await makeUnion(app, { level: 'intermediate', kind: 'township' });
		const chair = { role: 'chair', at: mill } as const;
		expect(await loadEligibility(await eventOf(app, mill, chair))).toMatchObject({
			eligibility: { union: { verdict: 'ineligible' }, lastYear: 2025 }
		});
		await expect(loadEligibility(await eventOf(app, shop, chair))).rejects.toMatchObject({
			status: 404
		});
		await expect(load(await eventOf(app, shop, chair))).rejects.toMatchObject({ status: 404 });
		const above = { role: 'supervisor', at: await rootUnionId(app) } as const;
		expect(await loadEligibility(await eventOf(app, zone, above))).toMatchObject({
			eligibility: null
		});
	});
});
