import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { listTerms } from '$lib/server/unions/terms';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';
import { commit, csv, importFile, problemsOf, upload, type ImportFile } from '../support/imports';

async function makePlace(app: App): Promise<ImportFile & { leaf: string; elsewhere: string }> {
	const root = await rootUnionId(app);
	const unionId = await makeUnion(app, { code: 'C', level: 'county', kind: 'county_federation' });
	const leaf = await makeUnion(app, { code: 'C-1', parentId: unionId });
	const elsewhere = await makeUnion(app, { code: 'D-1', parentId: root });
	const by = await makeUser(app, { role: 'supervisor', unionId });
	return { unionId, by, leaf, elsewhere };
}

const header = ['工会代码', '姓名', '任职日期', '离任日期'];

describeEachEngine('terms by spreadsheet', (engine) => {
	test('register who held the office, know whom they know, and change nothing the second time', async () => {
		const app = await engine.createApp();
		const place = { ...(await makePlace(app)), noun: 'term' as const };
		const { personId } = await makeChair(app, place.leaf, {
			name: '王建国',
			startedOn: '2021-03-01'
		});
		const rows = [
			header,
			['C-1', '赵 丽', '2025年3月1日', ''],
			['C-1', '王建国', '2021/3/1', '2025-02-28'],
			['C-1', '王建国', '2010-1-1', '2015-12-31'],
			['C-1', '孙敏', '2016-01-01', '20210228']
		];
		const done = await importFile(app, place, rows);
		expect([done.state, done.counts]).toEqual([
			'committed',
			{ new: 3, changed: 1, same: 0, wrong: 0 }
		]);
		const terms = (await listTerms(app.db, place.leaf)).reverse();
		expect(terms.map(({ name, started_on, ended_on }) => [name, started_on, ended_on])).toEqual([
			['王建国', '2010-01-01', '2015-12-31'],
			['孙敏', '2016-01-01', '2021-02-28'],
			['王建国', '2021-03-01', '2025-02-28'],
			['赵 丽', '2025-03-01', null]
		]);
		expect([terms[0]?.person_id, terms[2]?.person_id]).toEqual([personId, personId]);
		const again = await importFile(app, place, rows);
		expect([again.state, again.counts.same]).toEqual(['checked', 4]);
	});

	test('overlaps, namesakes, two in office, unions elsewhere: all named by row', async () => {
		const app = await engine.createApp();
		const place = { ...(await makePlace(app)), noun: 'term' as const };
		await makeChair(app, place.leaf, { name: '王建国', startedOn: '2021-03-01' });
		await makeChair(app, place.leaf, { name: '王建国', startedOn: '2023-03-01' });
		const found = await importFile(app, place, [
			header,
			['C-1', '赵丽', '2024-01-01', ''],
			['C-1', '王建国', '2019-01-01', '2019-12-31'],
			['C-1', '孙敏', '2018-01-01', '2017-01-01'],
			['D-1', '周海', '2018-01-01', ''],
			['X', '周海', '2018-01-01', ''],
			['C', '周海', '2027-01-01', ''],
			['C', '吴刚', '2020-01-01', '今'],
			['C', '吴刚', '2020-01-01', '2020-12-31']
		]);
		const problems = (await problemsOf(app, found)).join('\n');
		expect(problems).toMatch(
			/^2 .*与系统里已有的王建国（2023-03-01 至 今）的任期重叠，请填上王建国的离任日期/m
		);
		expect(problems).toMatch(/^3 .*两位同名的主席/m);
		expect(problems).toMatch(/^4 离任日期.*早于任职日期/m);
		expect(problems).toMatch(/^5 .*不在您管理的范围内/m);
		expect(problems).toMatch(/^6 .*没有代码为 X 的工会/m);
		expect(problems).toMatch(/^7 任职日期.*晚于今天/m);
		expect(problems).toMatch(/^8 .*与第 8、9 行是同一任/m);
		expect(await listTerms(app.db, place.elsewhere)).toEqual([]);
	});

	test('a code that was filled down by mistake is told in a few words per row', async () => {
		const app = await engine.createApp();
		const place = { ...(await makePlace(app)), noun: 'term' as const };
		const rows = Array.from({ length: 3000 }, () => ['C-1', '王建国', '2021-03-01', '']);
		const found = await importFile(app, place, [header, ...rows]);
		expect(found.counts.wrong).toBe(3000);
		const [problem = ''] = await problemsOf(app, found);
		expect(problem).toMatch(/^2 组织代码.*这个代码有 3000 行，一家工会最多 200 行。请核对/);
		const { size } = await app.db
			.selectFrom('import_row')
			.select(({ fn }) => fn.max<number>(fn<number>('length', ['problems'])).as('size'))
			.executeTakeFirstOrThrow();
		expect(size).toBeLessThan(200);
	});

	test('a chair registered since the preview is noticed', async () => {
		const app = await engine.createApp();
		const place = { ...(await makePlace(app)), noun: 'term' as const };
		const checked = await upload(app, place, csv([header, ['C-1', '赵丽', '2024-01-01', '']]));
		expect(checked.counts).toMatchObject({ new: 1, wrong: 0 });
		await makeChair(app, place.leaf, { name: '钱进', startedOn: '2023-01-01' });
		const refused = await commit(app, checked, place.by);
		expect([refused.state, refused.counts.wrong]).toEqual(['checked', 1]);
		expect((await listTerms(app.db, place.leaf)).map(({ name }) => name)).toEqual(['钱进']);
	});
});

describeEachEngine('member counts by spreadsheet', (engine) => {
	test('are kept by year, changed with old and new, and refused where they make no sense', async () => {
		const app = await engine.createApp();
		const place = { ...(await makePlace(app)), noun: 'member_count' as const };
		const columns = ['组织代码', '年份', '会员数'];
		const rows = [
			columns,
			['C-1', '2024年', '１，１８０'],
			['C-1', 2023, '1.1E+3'],
			['C', 2024, 5]
		];
		expect((await importFile(app, place, rows)).counts).toMatchObject({ new: 3 });
		const changed = await importFile(app, place, [
			columns,
			['C-1', 2024, 1200],
			['C-1', 2023, 1100]
		]);
		expect([changed.state, changed.counts]).toEqual([
			'committed',
			{ new: 0, changed: 1, same: 1, wrong: 0 }
		]);
		const kept = await app.db
			.selectFrom('member_count')
			.select(['year', 'members', 'entered_by'])
			.where('union_id', '=', place.leaf)
			.orderBy('year')
			.execute();
		expect(kept).toEqual([
			{ year: 2023, members: 1100, entered_by: place.by },
			{ year: 2024, members: 1200, entered_by: place.by }
		]);
		const wrong = await importFile(app, place, [
			columns,
			['C-1', 2027, 5],
			['D-1', 2024, 5],
			['C-1', 2022, '-1'],
			['C-1', 2021, 1],
			['C-1', '２０２１', 2]
		]);
		expect((await problemsOf(app, wrong)).map((text) => text.slice(0, 3))).toEqual([
			...['2 年', '3 组', '4 会', '5 年', '6 年']
		]);
		// What the union has now is another figure.
		const { member_count } = await app.db
			.selectFrom('union')
			.select('member_count')
			.where('id', '=', place.leaf)
			.executeTakeFirstOrThrow();
		expect(member_count).toBe(120);
	});
});
