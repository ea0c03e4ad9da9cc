import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { addUnion, editUnion } from '$lib/server/unions/edit-union';
import { kindsByLevel } from '$lib/server/unions/kinds';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';

const mill = {
	code: 'YX-01',
	name: '云溪纺织厂工会',
	level: 'grassroots',
	kind: 'enterprise',
	independent: true,
	industry: '纺织',
	memberCount: 236
} as const;

async function admin(app: App): Promise<string> {
	return makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
}

describeEachEngine('unions', (engine) => {
	it('are added below a parent and edited in place, with a line in the audit for each', async () => {
		const app = await engine.createApp();
		const [by, parentId] = [await admin(app), await rootUnionId(app)];
		const id = await addUnion(app, { ...mill, parentId }, by);
		await editUnion(app, id, { ...mill, name: '云溪纺织工会', memberCount: 240 }, by);
		const row = await app.db
			.selectFrom('union')
			.selectAll()
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({ name: '云溪纺织工会', member_count: 240, parent_id: parentId });
		expect(row.path).toBe(`/${parentId}/${id}/`);
		const audit = await app.db.selectFrom('audit').selectAll().where('noun_id', '=', id).execute();
		expect(audit.map(({ action, user_id }) => [action, user_id])).toEqual(
			expect.arrayContaining([
				['create', by],
				['edit', by]
			])
		);
	});

	it('refuse a code in use, a kind of another level, a parent below and one that is not there', async () => {
		const app = await engine.createApp();
		const [by, parentId] = [await admin(app), await rootUnionId(app)];
		const id = await addUnion(app, { ...mill, parentId }, by);
		const other = await makeUnion(app, { code: 'YX-02' });
		const add = (change: object) => addUnion(app, { ...mill, code: 'N', parentId, ...change }, by);
		await expect(add({ code: 'YX-01' })).rejects.toMatchObject({ code: 'code_taken' });
		await expect(add({ kind: 'township' })).rejects.toMatchObject({ code: 'kind_of_other_level' });
		await expect(add({ parentId: 'nowhere' })).rejects.toMatchObject({ code: 'parent_unknown' });
		const town = { level: 'intermediate', kind: 'township', parentId: id } as const;
		await expect(add(town)).rejects.toMatchObject({ code: 'parent_too_low' });
		await expect(editUnion(app, other, mill, by)).rejects.toMatchObject({ code: 'code_taken' });
		await expect(editUnion(app, 'nowhere', mill, by)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('stay at or above the level of the unions below them', async () => {
		const app = await engine.createApp();
		const [by, parentId] = [await admin(app), await rootUnionId(app)];
		const town = { ...mill, level: 'intermediate', kind: 'township' } as const;
		const id = await addUnion(app, { ...town, parentId }, by);
		await addUnion(app, { ...town, code: 'YX-02', parentId: id }, by);
		await expect(editUnion(app, id, mill, by)).rejects.toMatchObject({ code: 'child_too_high' });
		await editUnion(app, id, { ...town, name: '云溪镇总工会' }, by);
	});

	it('have the kinds that the annexes name', async () => {
		const app = await engine.createApp();
		const kinds = kindsByLevel(app.rubrics);
		expect(kinds.grassroots.map(({ id }) => id)).toEqual([
			...['enterprise', 'institution', 'joint', 'private_non_enterprise']
		]);
		for (const list of Object.values(kinds)) expect(list.length).toBeGreaterThan(0);
	});
});
