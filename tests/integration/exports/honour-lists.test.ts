import type { Row } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { recordHonour } from '$lib/server/honours/record-honour';
import { GET as exportEligibility } from '../../../src/routes/office/honours/eligibility/export/+server';
import { GET as exportFiltered } from '../../../src/routes/office/honours/export/+server';
import { GET as exportReinspections } from '../../../src/routes/office/honours/reinspections/export/+server';
import { makeActor } from '../support/actors';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';
import { makeResult } from '../support/results';
import { fileOf, readWorkbook } from '../support/workbook';

async function exported(app: App, get: (event: never) => unknown, address: string, at: string) {
	const actor = await makeActor(app, 'supervisor', at);
	const url = new URL(`http://pj.example.org/?${address}`);
	const response = (await get({ locals: { app, actor }, url } as never)) as Response;
	const { 说明, ...sheets } = await readWorkbook(await fileOf(response));
	const [[heads = [], ...rows] = []] = Object.values(sheets);
	const lineOf = (row: Row) =>
		Object.fromEntries(heads.map((head, i) => [String(head), row[i] ?? null]));
	return { lines: rows.map(lineOf), notes: Object.fromEntries(说明 ?? []) };
}

describeEachEngine('lists of honours as spreadsheets', (engine) => {
	test('hold what the pages list, of unions in reach, with every reason', async () => {
		const app = await engine.createApp({ clock: testClock('2026-06-01T02:00:00Z') });
		const town = await makeUnion(app, { level: 'intermediate', kind: 'township', name: '溪桥镇' });
		const by = await makeUser(app, { role: 'supervisor', unionId: await rootUnionId(app) });
		// What a spreadsheet would take for a formula stays a name.
		const mill = await makeUnion(app, { name: '=SUM(1,2)工会', code: 'A-1', parentId: town });
		const elsewhere = await makeUnion(app, { name: '别处工会' });
		const { personId } = await makeChair(app, mill);
		const title = { title: 'model_home', level: 'province', year: 2022, document: '1号' } as const;
		for (const unionId of [mill, elsewhere])
			await recordHonour(app.db, app.clock, { ...title, unionId, personId: null }, by);
		await makeResult(app, { unionId: mill, year: 2025, votes: [113, 0, 6] });
		await makeResult(app, { unionId: mill, year: 2025, subject: 'chair', personId });

		const titles = await exported(app, exportFiltered, '', town);
		expect(titles.lines).toEqual([
			{
				...{ 工会: '=SUM(1,2)工会', 获得者: '本工会', 称号: '省级模范职工之家' },
				...{ 授予年度: 2022, 文号: '1号', 撤销年度: null }
			}
		]);
		const due = await exported(app, exportReinspections, '', town);
		expect(due.lines).toMatchObject([{ 结论: '未复查', 下一次: 2025, 状态: '应复查' }]);
		const verdicts = await exported(app, exportEligibility, 'year=2026&holder=union', town);
		expect(verdicts.lines).toMatchObject([
			{ 组织代码: 'A-1', 判定: '不符合', 连续达标年数: 0, 算到: 2025 }
		]);
		const reasons = String(verdicts.lines[0]?.['理由']).split('；');
		expect(reasons).toContain('2025年会员评家满意率为94.96%，未达到95%');
		expect(reasons).toContain('已获得省级以上模范职工之家称号');
		expect(verdicts.notes['范围']).toBe('有权查看的全部工会，2026年申报');
		const none = await exported(app, exportEligibility, 'verdict=eligible', town);
		expect(none.lines).toMatchObject([{ 组织代码: '没有符合条件的工会' }]);
	});
});
