import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { countChanges } from '../../../migrations/dialect';
import type { App } from '$lib/server/app';
import { addUnion } from '$lib/server/unions/edit-union';
import { discardImport, keepImports } from '$lib/server/imports/keep-imports';
import { readAudit } from '$lib/server/audit/read-audit';
import { makeApplication } from '../support/applications';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import {
	commit,
	csv,
	importFile,
	problemsOf,
	rowsOf,
	unionHeader,
	unionsByCode,
	upload,
	view,
	type ImportFile
} from '../support/imports';

/** A county with a township and a grassroots union, its supervisor, and a union of another county. */
async function makeCounty(app: App): Promise<ImportFile & { township: string; leaf: string }> {
	const root = await rootUnionId(app);
	const county = { level: 'county', kind: 'county_federation', parentId: root } as const;
	const unionId = await makeUnion(app, {
		...county,
		code: 'C',
		name: '云溪县总工会',
		independent: false
	});
	const other = await makeUnion(app, { ...county, code: 'D', name: '邻县总工会' });
	await makeUnion(app, { code: 'D-1', parentId: other });
	const township = await makeUnion(app, {
		...{ code: 'C-1', name: '城关镇总工会', level: 'intermediate', kind: 'township' },
		...{ parentId: unionId, independent: false, memberCount: 900 }
	});
	const leaf = await makeUnion(app, { code: 'C-1-1', name: '纺织厂工会', parentId: township });
	const by = await makeUser(app, { role: 'supervisor', unionId });
	return { unionId, by, township, leaf };
}

const grassroots = (
	code: string,
	parent: string,
	name = `${code}工会`,
	members: string | number = 50
) => [...[code, name, parent, '基层工会', '企业', '机械', '是', members]];

describeEachEngine('unions by spreadsheet', (engine) => {
	test('are added and changed all at once, parents after children too, and a second time nothing is', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const rows = [
			[
				' 名 称 ',
				'组织代码（必填）',
				'上级代码',
				'类型',
				'层级',
				'会员人数',
				'独立基层工会',
				'行业'
			],
			['玻璃厂工会', 'C-2-1', 'C-2', '企业', '基层工会', '１２０', '是', ''],
			['开发区总工会', 'C-2', 'C', '乡镇（街道）', '县以下区域、行业工会', '1,200', '否', ''],
			['纺织厂工会', 'C-1-1', 'C-1', '企业', '基层工会', '130.0', '是', '机械']
		];
		const kinds = app.rubrics.rubrics;
		rows[1]![3] = kinds.grassroots.applies_to[0]!.name;
		rows[3]![3] = kinds.grassroots.applies_to.find(({ id }) => id === 'enterprise')!.name;
		rows[2]![3] = kinds.intermediate.applies_to[0]!.name;
		const done = await importFile(app, county, rows);
		expect([done.state, done.counts]).toEqual([
			'committed',
			{ new: 2, changed: 1, same: 0, wrong: 0 }
		]);
		const unions = await unionsByCode(app);
		const [zone, glass] = [unions.get('C-2'), unions.get('C-2-1')];
		expect(glass?.parent_id).toBe(zone?.id);
		expect(glass?.path).toBe(`${zone?.path}${glass?.id}/`);
		expect(glass).toMatchObject({
			name: '玻璃厂工会',
			member_count: 120,
			independent: 1,
			industry: ''
		});
		expect(unions.get('C-1-1')).toMatchObject({ id: county.leaf, member_count: 130 });
		const [changed] = await rowsOf(app, done, 'changed');
		expect(changed?.changes).toEqual([{ field: '会员人数', old: '120', new: '130' }]);
		const record = (await readAudit(app.db, 'import', done.id)).find(
			({ action }) => action === 'commit'
		);
		expect(record?.detail).toMatchObject({ new: 2, changed: 1, changes: [{ row: 4 }] });
		const again = await importFile(app, county, rows);
		expect([again.state, again.counts]).toEqual([
			'checked',
			{ new: 0, changed: 0, same: 3, wrong: 0 }
		]);
		await expect(commit(app, again, county.by)).rejects.toMatchObject({ code: 'import_nothing' });
	});

	test('say every problem by row and column, and then nothing is written', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const before = await unionsByCode(app);
		const kind = app.rubrics.rubrics.grassroots.applies_to.find(
			({ id }) => id === 'enterprise'
		)!.name;
		const row = (...given: Parameters<typeof grassroots>) => {
			const cells = grassroots(...given);
			cells[4] = kind;
			return cells;
		};
		const found = await importFile(app, county, [
			unionHeader,
			row('C-5', 'C'),
			row('C-6', 'C', '', '十二'),
			row('C-5', 'C'),
			row('C-7', 'C-8'),
			row('C-8', 'C-9'),
			row('C-9', 'C-7'),
			row('C-10', 'X'),
			row('D-1', 'D'),
			row('C-11', 'D'),
			['C-12', '怪', 'C', '村级', '合作社', '', '也许', 5],
			row('C-1-1', 'C', '纺织厂工会', 120),
			['C-13', '高', 'C-1-1', '县（市、区）总工会', '', '', '否', 5],
			['C-1', '城关镇总工会', 'D', '县以下区域、行业工会', '', '', '否', 900]
		]);
		expect(found.state).toBe('checked');
		const problems = await problemsOf(app, found);
		const of = (n: number) => problems.filter((text) => text.startsWith(`${n} `)).join('\n');
		expect(of(2)).toContain('C-5 在第 2、4 行重复出现');
		expect(of(4)).toContain('C-5 在第 2、4 行重复出现');
		expect(of(3)).toMatch(/名称（B 列）：没有填写[^]*会员人数（H 列）：“十二”不是数字/);
		expect(of(5)).toContain('上级绕成了圈：第 5 → 6 → 7 → 5 行');
		expect(of(7)).toContain('上级绕成了圈');
		expect(of(8)).toContain('没有找到代码为 X 的工会');
		expect(of(9)).toContain('D-1 是别处的工会');
		expect(of(9)).not.toContain('机械厂');
		expect(of(10)).toContain('D 不在您管理的范围内');
		expect(of(11)).toMatch(
			/层级（D 列）：“村级”不在可选范围内[^]*类型（E 列）[^]*独立基层工会（G 列）/
		);
		expect(of(13)).toMatch(/高于上级[^]*类型（E 列）/);
		expect(of(14)).toContain('上级代码（C 列）：D 不在您管理的范围内');
		// A union without others below it may be moved.
		const [moved] = await rowsOf(app, found, 'changed');
		expect(moved?.changes).toEqual([{ field: '上级代码', old: 'C-1', new: 'C' }]);
		await expect(commit(app, found, county.by)).rejects.toMatchObject({ code: 'import_wrong' });
		expect(await unionsByCode(app)).toEqual(before);
	});

	test('name a header that lacks something, and merged cells that would be taken for several rows', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const found = await upload(
			app,
			county,
			csv([
				['名称', '工会名称', '会员人数'],
				['甲', '乙', 1]
			])
		);
		expect(found.state).toBe('failed');
		expect(found.note).toMatch(/缺少“组织代码”一列.*“名称”有 2 列（A、B）/);
	});

	test('never reach beyond the importer, nor what their own union says of itself', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const { level, kind } = (await unionsByCode(app)).get('C')!;
		const kindName = app.rubrics.rubrics.county.applies_to.find(({ id }) => id === kind)!.name;
		expect(level).toBe('county');
		const own = ['C', '云溪县总工会', 'ROOT', '县(市、区)总工会', kindName, '机械'];
		const found = await importFile(app, county, [unionHeader, [...own, '是', 120]]);
		expect(await problemsOf(app, found)).toEqual([
			expect.stringContaining('独立基层工会（G 列）：这是您任职的工会')
		]);
		const moved = await importFile(app, county, [unionHeader, [...own.with(2, 'D'), '否', 120]]);
		expect(await problemsOf(app, moved)).toEqual([expect.stringContaining('不能由您移动')]);
		const renamed = await importFile(app, county, [
			unionHeader,
			[...own.with(1, '新名'), '否', 120]
		]);
		expect(renamed.state).toBe('committed');
		expect((await unionsByCode(app)).get('C')).toMatchObject({ name: '新名', independent: 0 });
		// The administrator has no part in a union's work, and may.
		const admin = await makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
		const asAdmin = { unionId: await rootUnionId(app), by: admin };
		const row = [...own.with(1, '新名'), '是', 120];
		expect((await importFile(app, asAdmin, [unionHeader, row])).state).toBe('committed');
	});

	test('a union with others below it is moved on its page, and closed ones are left alone', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		await app.db
			.updateTable('union')
			.set({ closed_at: app.clock.now().toISOString() as never })
			.where('id', '=', county.leaf)
			.execute();
		const other = await makeUnion(app, {
			...{ code: 'C-3', level: 'intermediate', kind: 'township', parentId: county.unionId }
		});
		expect(other).toBeTruthy();
		const header = ['组织代码', '名称', '上级代码'];
		const found = await importFile(app, county, [
			header,
			['C-1', '城关镇总工会', 'C-3'],
			['C-1-1', '纺织厂', 'C-1']
		]);
		expect(await problemsOf(app, found)).toEqual([
			expect.stringContaining('2 上级代码（C 列）：这个工会还有下级，不能用表格移动'),
			expect.stringContaining('3 组织代码（A 列）：C-1-1 已经撤销')
		]);
	});

	test('a union that has applied, and the importer’s own, stay where they are', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const row = [
			['组织代码', '名称', '上级代码'],
			['C-1-1', '纺织厂工会', 'C']
		];
		const clean = await upload(app, county, csv(row));
		expect(clean.counts.changed).toBe(1);
		await makeApplication(app, county.leaf);
		const refused = await commit(app, clean, county.by);
		expect([refused.state, refused.counts.wrong]).toEqual(['checked', 1]);
		expect(await problemsOf(app, refused)).toEqual([
			expect.stringContaining('申报还没有确定，不能移动')
		]);
		const member = {
			...county,
			by: await makeUser(app, { role: 'supervisor', unionId: county.unionId })
		};
		const role = { user_id: member.by, union_id: county.leaf, role: 'chair' as const };
		await app.db.insertInto('role').values(role).execute();
		expect(await problemsOf(app, await upload(app, member, csv(row)))).toEqual([
			expect.stringContaining('您任职的工会，不能由您移动')
		]);
	});

	test('that changed since the preview are shown again, not written', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const header = ['组织代码', '名称', '会员人数'];
		const rows = [header, ['C-1-1', '纺织厂工会', 200], ['C-1', '城关镇总工会', 901]];
		const checked = await upload(app, county, csv(rows));
		await app.db
			.updateTable('union')
			.set({ member_count: 150 })
			.where('code', '=', 'C-1-1')
			.execute();
		const refused = await commit(app, checked, county.by);
		expect(refused.state).toBe('checked');
		expect(refused.note).toMatch(/没有写入。第 2 行的结果与刚才不同/);
		expect((await unionsByCode(app)).get('C-1')?.member_count).toBe(900);
		const [row] = await rowsOf(app, refused, 'changed');
		expect(row?.changes).toEqual([{ field: '会员人数', old: '150', new: '200' }]);
		expect((await commit(app, refused, county.by)).state).toBe('committed');
		// What others do elsewhere meanwhile is no reason to stop.
		const next = await upload(app, county, csv([header, ['C-1', '城关镇总工会', 902]]));
		const by = county.by;
		await addUnion(app, { ...leafOf(county.township), code: 'C-1-9' }, by);
		expect((await commit(app, next, by)).state).toBe('committed');
	});

	test('given up while they are being written are not written', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const checked = await upload(
			app,
			county,
			csv([
				['组织代码', '名称', '会员人数'],
				['C-1', '城关镇总工会', 901]
			])
		);
		// As another server does when this one gives no sign of life for two minutes.
		const note = sql.lit('服务器中途停过，没有写入任何内容。请重新上传。');
		const giveUp = sql`update import set state = 'failed', note = ${note}`;
		await countChanges(app.db as never, 'import_union', giveUp);
		expect((await commit(app, checked, county.by)).state).toBe('failed');
		expect((await unionsByCode(app)).get('C-1')?.member_count).toBe(900);
		const acts = await readAudit(app.db, 'import', checked.id);
		expect(acts.map(({ action }) => action)).toEqual(['upload']);
	});

	test('are kept for thirty days, or until they are thrown away', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const county = await makeCounty(app);
		const rows = [
			['组织代码', '名称', '会员人数'],
			['C-1', '城关镇总工会', 901]
		];
		const waiting = await upload(app, county, csv(rows));
		const thrown = await upload(app, county, csv(rows));
		await discardImport(app, thrown.id, county.by);
		expect((await view(app, thrown.id)).state).toBe('discarded');
		await expect(commit(app, thrown, county.by)).rejects.toMatchObject({ code: 'import_state' });
		const committed = await importFile(app, county, rows);
		clock.advance(31 * 24 * 60);
		await keepImports(app);
		expect((await view(app, waiting.id)).state).toBe('discarded');
		const left = await app.db.selectFrom('import_row').selectAll().execute();
		expect(left.map(({ import_id, cells, outcome }) => [import_id, cells, outcome])).toEqual([
			[committed.id, '[]', 'changed']
		]);
	});

	test('formulas come in as the text they are', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const name = `=cmd|'/c calc'!A1`;
		await importFile(app, county, [
			['组织代码', '名称'],
			['C-1-1', name]
		]);
		expect((await unionsByCode(app)).get('C-1-1')?.name).toBe(name);
	});
});

function leafOf(parentId: string) {
	return {
		...{ name: '新厂工会', level: 'grassroots' as const, kind: 'enterprise', independent: true },
		...{ industry: '', memberCount: 10, parentId }
	};
}
