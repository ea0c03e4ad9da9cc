import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyColumns } from './history-columns.ts';
import { historyFields, type HistoryContext } from './history-row.ts';
import { checkRows, headerProblems, readHistoryRows } from './read-history-rows.ts';

const header = historyColumns.map((column) => column.header);
const good: Record<string, string> = {
	...{ 组织代码: 'YX-01', 年度: '2023年', 评议内容: '会员评家', 应参评: '１２０', 发放: '118' },
	...{ 收回: '110', 满意: '90', 基本满意: '10', 不满意: '5', 不了解: '3', 弃权: '1', 无效: '1' }
};
const context: HistoryContext = {
	...{ thisYear: 2026, foundedOn: null, terms: [], taken: new Map() }
};
const known = (code: string) => (code.startsWith('YX') ? context : null);

function check(...rows: Record<string, string>[]) {
	const cells = rows.map((row, index) => ({
		row: index + 2,
		cells: header.map((name) => ({ ...good, ...row })[name] ?? '')
	}));
	return checkRows(readHistoryRows(header, cells, 2026), header, known);
}

const textsOf = (...rows: Record<string, string>[]) =>
	check(...rows).flatMap(({ problems }) =>
		problems.map(({ row, column, text }) => `${row}${column ?? ''} ${text}`)
	);

describe('a spreadsheet of earlier figures', () => {
	it('is read as people write it', () => {
		const [row] = check({ 弃权: '', 无效: '2', 说明: '原件存县总工会' });
		expect(row).toMatchObject({
			...{ code: 'YX-01', note: '原件存县总工会', problems: [] },
			history: { year: 2023, subject: 'home', eligible: 120, blank: 0, invalid: 2 }
		});
	});

	it('has no shares: neither as columns nor in cells', () => {
		expect(headerProblems([...header, '满意率', '参评率（%）'])).toEqual([
			expect.stringContaining('“满意率”一列是比例'),
			expect.stringContaining('“参评率（%）”一列是比例')
		]);
		expect(headerProblems(header)).toEqual([]);
		for (const share of ['96.7%', '９６％', '0.967'])
			expect(textsOf({ 满意: share })).toEqual(['2I 满意：请填人数（票数），不要填比例。']);
	});

	it('says what is wrong, in which row and column', () => {
		expect(textsOf({}, { 收回: '111' })[0]).toMatch(/^3 与第 2 行是同一工会/);
		expect(textsOf({ 收回: '111' })[0]).toMatch(/^2H 收回：.*合计 110，收回 111/);
		expect(textsOf({ 组织代码: 'AB-1' })[0]).toMatch(
			/^2A .*没有找到、已经撤销，或不在您的管理范围内/
		);
		expect(textsOf({ 年度: '2026' })[0]).toMatch(/^2B 年度：/);
		expect(textsOf({ 评议内容: '其他' })[0]).toMatch(/^2C 评议内容：/);
		expect(textsOf({ 满意: '=1+1' })[0]).toMatch(/^2I 满意：/);
		expect(textsOf({ 评议内容: '评议主席' })[0]).toMatch(/^2D 被评主席：/);
	});

	it('gives either figures or problems, whatever stands in the cells', () => {
		const cell = fc.oneof(
			fc.string(),
			fc.nat(200).map(String),
			fc.constantFrom(...Object.values(good))
		);
		const cells = fc.array(cell, { minLength: header.length, maxLength: header.length });
		fc.assert(
			fc.property(fc.array(cells, { maxLength: 4 }), (rows) => {
				const read = readHistoryRows(
					header,
					rows.map((one, index) => ({ row: index + 2, cells: one })),
					2026
				);
				for (const { history, problems } of checkRows(read, header, () => context)) {
					expect(history === null).toBe(problems.length > 0);
					for (const field of historyFields)
						expect(history?.[field] ?? 0).toBeGreaterThanOrEqual(0);
				}
			})
		);
	});
});
