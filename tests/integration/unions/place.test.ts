import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import { can } from '$lib/domain/permission';
import type { App } from '$lib/server/app';
import { transaction } from '$lib/server/database/transaction';
import { applyForRound } from '$lib/server/rounds/apply-for-round';
import { closeUnion, reopenUnion } from '$lib/server/unions/close-union';
import { editUnion } from '$lib/server/unions/edit-union';
import { mergeUnions } from '$lib/server/unions/merge-unions';
import { moveUnion } from '$lib/server/unions/move-union';
import { listChildren, listTops } from '$lib/server/unions/read-tree';
import { startTerm } from '$lib/server/unions/terms';
import { today } from '$lib/server/clock';
import { makeActor } from '../support/actors';
import { makeRound } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';
import { makeDraft } from '../support/open-survey';
import { makeResult } from '../support/results';
import { secondServer } from '../support/second-server';

const reason = '区划调整';

/** Two townships with mills below the first. */
async function makeTree(app: App) {
	const root = await rootUnionId(app);
	const township = (name: string) =>
		makeUnion(app, { name, level: 'intermediate', kind: 'township', independent: false });
	const [east, west] = [await township('东镇总工会'), await township('西镇总工会')];
	const mills = [
		await makeUnion(app, { parentId: east, name: '一厂工会' }),
		await makeUnion(app, { parentId: east, name: '二厂工会' })
	] as const;
	const by = await makeUser(app, { role: 'admin', unionId: root });
	return { root, east, west, mills, placing: { reason, by } };
}

const read = (app: App, id: string) =>
	app.db.selectFrom('union').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Every path says the same as the chain of parents. */
async function expectSoundTree(app: App): Promise<void> {
	const unions = await app.db.selectFrom('union').select(['id', 'path', 'parent_id']).execute();
	const byId = new Map(unions.map((union) => [union.id, union]));
	for (const { id, path, parent_id } of unions) {
		const parent = parent_id === null ? '/' : byId.get(parent_id)?.path;
		expect(path).toBe(`${parent}${id}/`);
	}
}

describeEachEngine('the place of a union', (engine) => {
	test('a move takes everything below along, and nothing else', async () => {
		const app = await engine.createApp();
		const { root, east, west, mills, placing } = await makeTree(app);
		await makeResult(app, { unionId: mills[0], year: 2025 });
		await moveUnion(app.db, app.clock, { unionId: east, parentId: west, ...placing });
		await expectSoundTree(app);
		expect((await read(app, mills[0])).path).toBe(`/${root}/${west}/${east}/${mills[0]}/`);
		expect((await read(app, west)).path).toBe(`/${root}/${west}/`);
		const results = await app.db.selectFrom('result').select('union_id').distinct().execute();
		expect(results).toEqual([{ union_id: mills[0] }]);
		const audit = await app.db
			.selectFrom('audit')
			.select(['action', 'detail'])
			.where('action', '=', 'move')
			.execute();
		expect(audit.map(({ detail }) => JSON.parse(detail) as object)).toEqual([
			{ before: { parentId: root }, after: { parentId: west }, unions: 3, reason }
		]);
	});

	test('a circle is refused, also of two moves at once', async () => {
		const app = await engine.createApp();
		const { root, east, west, mills, placing } = await makeTree(app);
		const move = (on: App, unionId: string, parentId: string) =>
			moveUnion(on.db, on.clock, { unionId, parentId, ...placing });
		await expect(move(app, east, east)).rejects.toThrow('own_subtree');
		await expect(move(app, east, mills[0])).rejects.toThrow('own_subtree');
		await expect(move(app, east, root)).rejects.toThrow('same_parent');
		await expect(move(app, root, east)).rejects.toThrow('root_stays');
		await expect(move(app, west, mills[0])).rejects.toThrow('parent_too_low');
		const other = await secondServer(engine, app);
		const outcomes = await Promise.allSettled([move(app, east, west), move(other, west, east)]);
		expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		await expectSoundTree(app);
	});

	test('a reason is needed for each', async () => {
		const app = await engine.createApp();
		const { east, west, mills, placing } = await makeTree(app);
		const bare = { ...placing, reason: '  ' };
		for (const act of [
			() => moveUnion(app.db, app.clock, { unionId: east, parentId: west, ...bare }),
			() => mergeUnions(app.db, app.clock, { unionId: east, intoId: west, ...bare }),
			() => closeUnion(app.db, app.clock, { unionId: mills[0], ...bare }),
			() => reopenUnion(app.db, app.clock, { unionId: mills[0], ...bare })
		])
			await expect(act()).rejects.toThrow('reason_needed');
	});

	test('an application that is under way keeps a union where it is', async () => {
		const app = await engine.createApp();
		const { root, east, west, mills, placing } = await makeTree(app);
		await makeRound(app, { unionId: east, level: 'grassroots' });
		await applyForRound(app.db, app.clock, await read(app, mills[0]), 2026, placing.by);
		const to = (parentId: string) =>
			moveUnion(app.db, app.clock, { unionId: mills[0], parentId, ...placing });
		await expect(to(west)).rejects.toThrow('placed_in_round');
		await expect(closeUnion(app.db, app.clock, { unionId: mills[0], ...placing })).rejects.toThrow(
			'placed_in_round'
		);
		// The township itself goes on reviewing, wherever it stands.
		const city = await makeUnion(app, { level: 'county', kind: 'county_federation' });
		await moveUnion(app.db, app.clock, { unionId: east, parentId: city, ...placing });
		await app.db.updateTable('application').set({ state: 'decided' }).execute();
		await to(west);
		expect((await read(app, mills[0])).path).toBe(`/${root}/${west}/${mills[0]}/`);
	});

	test('in a closed union nothing new begins, its past can be read, and it can be opened again', async () => {
		const app = await engine.createApp();
		const { east, mills, placing } = await makeTree(app);
		const [unionId] = mills;
		await makeChair(app, unionId);
		await makeResult(app, { unionId, year: 2025 });
		await expect(closeUnion(app.db, app.clock, { unionId: east, ...placing })).rejects.toThrow(
			'has_unions_below'
		);
		await closeUnion(app.db, app.clock, { unionId, ...placing });
		const begin = {
			survey: () => makeDraft(app, { unionId }),
			term: () =>
				transaction(app.db, (trx) =>
					startTerm(
						trx,
						app.clock,
						{ unionId, incoming: { name: '赵丽' }, startedOn: today(app.clock) },
						placing.by
					)
				),
			edit: async () => {
				const { code, name, level, kind, industry } = await read(app, unionId);
				const particulars = { code, name, level, kind, industry, independent: false };
				await editUnion(app, unionId, { ...particulars, memberCount: 1 }, placing.by);
			},
			application: async () =>
				applyForRound(app.db, app.clock, await read(app, unionId), 2026, placing.by),
			move: () => moveUnion(app.db, app.clock, { unionId: mills[1], parentId: unionId, ...placing })
		};
		for (const [name, act] of Object.entries(begin))
			await expect(act(), name).rejects.toThrow(/union_closed|parent_closed/);
		const terms = await app.db
			.selectFrom('term')
			.select('ended_on')
			.where('union_id', '=', unionId)
			.execute();
		expect(terms).toEqual([{ ended_on: today(app.clock) }]);
		const kept = await app.db
			.selectFrom('result')
			.select('id')
			.where('union_id', '=', unionId)
			.execute();
		expect(kept).toHaveLength(1);
		await reopenUnion(app.db, app.clock, { unionId, ...placing });
		await begin.survey();
		await expect(closeUnion(app.db, app.clock, { unionId, ...placing })).rejects.toThrow(
			'survey_under_way'
		);
	});

	test('a merger adds members, moves what is below, and keeps each one’s results', async () => {
		const app = await engine.createApp();
		const { root, east, west, mills, placing } = await makeTree(app);
		await makeResult(app, { unionId: east, year: 2025, subject: 'superior' });
		const merge = (unionId: string, intoId: string) =>
			mergeUnions(app.db, app.clock, { unionId, intoId, ...placing });
		await expect(merge(east, east)).rejects.toThrow('merged_with_itself');
		await expect(merge(east, root)).rejects.toThrow('other_level');
		const members = (await read(app, east)).member_count + (await read(app, west)).member_count;
		await merge(east, west);
		await expectSoundTree(app);
		expect(await read(app, east)).toMatchObject({ merged_into: west, closed_reason: reason });
		expect((await read(app, west)).member_count).toBe(members);
		expect((await read(app, mills[1])).path).toBe(`/${root}/${west}/${mills[1]}/`);
		await expect(merge(west, east)).rejects.toThrow('parent_closed');
	});

	test('nobody places a union in which they hold a role, and chairs and reviewers place none', async () => {
		const app = await engine.createApp();
		const { east, mills } = await makeTree(app);
		const [mill, home] = [await read(app, mills[0]), await read(app, east)];
		const may = async (role: Role, unionId: string, path: string) =>
			can((await makeActor(app, role, unionId)).roles, 'union.place', path);
		expect(await may('supervisor', east, mill.path)).toBe(true);
		expect(await may('supervisor', east, home.path)).toBe(false);
		for (const role of ['chair', 'staff', 'reviewer'] as const)
			expect(await may(role, east, mill.path)).toBe(false);
		const above = await makeActor(app, 'supervisor', east);
		const within = await makeActor(app, 'chair', mills[0]);
		expect(can([...above.roles, ...within.roles], 'union.place', mill.path)).toBe(false);
	});

	test('the tree shows what is in reach, with how much is below', async () => {
		const app = await engine.createApp();
		const { root, east, west, mills, placing } = await makeTree(app);
		await closeUnion(app.db, app.clock, { unionId: mills[0], ...placing });
		const tops = await listTops(app.db, null);
		expect(tops.nodes).toMatchObject([{ id: root, below: 3 }]);
		const { nodes } = await listChildren(app.db, east);
		expect(nodes.map(({ id, closed }) => [id, closed])).toEqual([
			[mills[1], false],
			[mills[0], true]
		]);
		const { path } = await read(app, east);
		const reached = await listTops(app.db, { subtrees: [path], unions: [`${path}${mills[0]}/`] });
		expect(reached.nodes.map(({ id, below }) => [id, below])).toEqual([[east, 1]]);
		expect((await listTops(app.db, { subtrees: [], unions: [] })).nodes).toEqual([]);
		expect((await listChildren(app.db, west)).nodes).toEqual([]);
	});
});
