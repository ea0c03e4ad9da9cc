import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import type { Row } from 'read-excel-file/node';
import { GET as exportResults } from '../../../src/routes/office/unions/export/results/+server';
import { GET as exportSurveys } from '../../../src/routes/office/unions/export/surveys/+server';
import { GET as exportRound } from '../../../src/routes/office/unions/[union]/rounds/[round]/export/+server';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, rootUnionId } from '../support/factories';
import { beginSheet, decide, handIn, score } from '../support/filled-sheet';
import { makeOpenSurvey } from '../support/open-survey';
import { makeResult } from '../support/results';
import { fileOf, readWorkbook } from '../support/workbook';

type Line = Record<string, Row[number]>;

/** The lines of an exported list, by the heads of its columns. */
async function exported(
	app: App,
	get: (event: never) => unknown,
	address = '',
	{ role = 'admin', at, params }: { role?: Role; at?: string; params?: Record<string, string> } = {}
): Promise<{ lines: Line[]; response: Response; notes: Line }> {
	const actor = await makeActor(app, role, at ?? (await rootUnionId(app)));
	const url = new URL(`http://pj.example.org/office/unions/export/x?${address}`);
	const response = (await get({ locals: { app, actor }, url, params } as never)) as Response;
	const { 说明, ...sheets } = await readWorkbook(await fileOf(response.clone()));
	const [[heads, ...rows] = []] = Object.values(sheets);
	const lineOf = (row: Row): Line =>
		Object.fromEntries((heads ?? []).map((head, i) => [String(head), row[i] ?? null]));
	return { lines: rows.map(lineOf), response, notes: Object.fromEntries(说明 ?? []) as Line };
}

describeEachEngine('the list of results', (engine) => {
	test('has a line for each union and subject, with every count behind the rate', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app, { code: 'A-1', name: '云溪纺织工会' });
		const { personId } = await makeChair(app, unionId, { name: '李梅' });
		await makeResult(app, { unionId, year: 2026, votes: [100, 13, 6, 2], eligible: 130 });
		await makeResult(app, { unionId, year: 2026, subject: 'chair', personId });
		await makeResult(app, { unionId, year: 2025, votes: [1, 50, 50] });
		const { lines } = await exported(app, exportResults, 'q=A-1&year=2026');
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatchObject({
			...{ 组织代码: 'A-1', 工会: '云溪纺织工会', 评议内容: '会员评家', 应参评: 130, 收回: 121 },
			...{ 有效: 119, 满意: 100, 基本满意: 13, 满意和基本满意: 113, 不满意: 6, 不了解: 2 },
			...{ 满意率: 0.9496, 参评率: 0.9308, 计入考核: '是', 说明: null }
		});
		expect(lines[1]).toMatchObject({
			评议内容: '会员评议工会主席',
			被评主席: '李梅',
			满意率: 0.97
		});
	});

	test('shows nothing of a small group but its turnout, and nothing of a void survey', async () => {
		const app = await engine.createApp();
		const [small, dead] = [
			await makeUnion(app, { code: 'A-1' }),
			await makeUnion(app, { code: 'A-2' })
		];
		await makeResult(app, { unionId: small, year: 2026, votes: [7, 1, 1] });
		await makeResult(app, { unionId: dead, year: 2026, row: { status: 'void' } });
		const { lines } = await exported(app, exportResults, 'q=A-');
		const hidden = { 有效: null, 满意: null, 基本满意: null, 满意和基本满意: null, 不满意: null };
		expect(lines[0]).toMatchObject({ ...hidden, 收回: 9, 满意率: null, 计入考核: '否' });
		expect(lines[0]?.['说明']).toMatch(/有效票数过少/);
		expect(lines[1]).toMatchObject({ ...hidden, 收回: null, 满意率: null, 计入考核: '否' });
		expect(lines[1]?.['说明']).toMatch(/作废/);
	});

	test('says where nothing was done, and where it is not over', async () => {
		const app = await engine.createApp();
		const open = await makeOpenSurvey(app);
		await makeUnion(app, { code: 'A-1' });
		const { lines } = await exported(app, exportResults);
		const remarkOf = (code: string) => lines.find((line) => line['组织代码'] === code)?.['说明'];
		expect(remarkOf('A-1')).toBe('没有评议结果');
		const { code } = await app.db
			.selectFrom('union')
			.select('code')
			.where('id', '=', open.unionId)
			.executeTakeFirstOrThrow();
		expect(remarkOf(code)).toBe('评议正在进行，尚未计票');
	});

	test('goes through more unions than a slice holds, in order, within reach alone', async () => {
		const app = await engine.createApp();
		const zone = await makeUnion(app, { level: 'intermediate', kind: 'township', code: 'Z' });
		for (let n = 1000; n < 1501; n++)
			await makeUnion(app, { parentId: zone, code: `N-${n}`, name: `=厂${n}` });
		await makeUnion(app, { code: 'N-9999' });
		const supervisor = { role: 'supervisor', at: zone } as const;
		const { lines } = await exported(app, exportResults, 'q=N-', supervisor);
		expect(lines.map((line) => line['组织代码'])).toEqual(
			Array.from({ length: 501 }, (_, i) => `N-${1000 + i}`)
		);
		expect(lines[0]?.['工会']).toBe('=厂1000');
	});

	test('has a Chinese name and says whose, of which year, and by whom', async () => {
		const app = await engine.createApp();
		const zone = await makeUnion(app, {
			level: 'intermediate',
			kind: 'township',
			name: '城东街道工会'
		});
		const { response, lines, notes } = await exported(
			app,
			exportResults,
			`below=${zone}&year=2024`
		);
		const name = encodeURIComponent('城东街道工会 2024年评议结果.xlsx');
		expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''${name}`);
		expect(lines[0]?.['组织代码']).toBe('没有符合条件的工会');
		expect(notes).toMatchObject({ 范围: '城东街道工会的下级工会', 年度: '2024 年' });
	});
});

describeEachEngine('the list of surveys', (engine) => {
	test('has what was frozen, and no number of ballots', async () => {
		const app = await engine.createApp();
		const open = await makeOpenSurvey(app);
		const { lines } = await exported(app, exportSurveys);
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatchObject({ 状态: '进行中', 方式: '一次性码', 问卷编号: open.surveyId });
		expect(lines[0]?.['问卷指纹']).toMatch(/^(\d{4} ){5}\d{4}$/);
		expect(Object.keys(lines[0] ?? {})).not.toContain('收回');
		expect(Object.keys(lines[0] ?? {})).not.toContain('发放');
	});

	test('of staff is that of their own union', async () => {
		const app = await engine.createApp();
		const [open, other] = [await makeOpenSurvey(app), await makeUnion(app)];
		const own = { role: 'staff', at: open.unionId } as const;
		expect((await exported(app, exportSurveys, '', own)).lines).toHaveLength(1);
		const { lines } = await exported(app, exportSurveys, '', { role: 'staff', at: other });
		expect(lines[0]?.['组织代码']).toBe('没有符合条件的问卷');
	});
});

describeEachEngine('the list of a round', (engine) => {
	test('has every union of it beyond a page, its state, its reviewers and its totals', async () => {
		const app = await engine.createApp();
		const root = await rootUnionId(app);
		for (let n = 100; n < 151; n++) await makeUnion(app, { code: `N-${n}` });
		const sheet = await beginSheet(app, 'grassroots');
		await handIn(app, sheet, ({ points, measure }) => (measure ? {} : score(points)));
		await decide(app, sheet, ({ points, measure }) => (measure ? {} : score(points - 0.5)));
		const params = { union: root, round: sheet.roundId };
		const { lines, response } = await exported(app, exportRound, '', {
			role: 'supervisor',
			params
		});
		expect(lines).toHaveLength(52);
		expect(lines[0]).toMatchObject({ 组织代码: 'N-100', 状态: '未申报', 考评得分: null });
		expect(lines.find((line) => line['组织代码'] === sheet.union.code)).toMatchObject({
			...{ 状态: '已确定', 自查得分: 100, 自查适用满分: 100, 考评得分: 76.5, 考评适用满分: 100 }
		});
		expect(response.headers.get('content-disposition')).toContain('xlsx');
		const { lines: decided } = await exported(app, exportRound, 'state=decided', {
			...{ role: 'supervisor', params }
		});
		expect(decided.map((line) => line['组织代码'])).toEqual([sheet.union.code]);
		const other = { role: 'supervisor', at: sheet.union.id, params } as const;
		await expect(exported(app, exportRound, '', other)).rejects.toMatchObject({ status: 404 });
	});
});
