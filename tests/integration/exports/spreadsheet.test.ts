import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { attachment, safeFileName } from '$lib/server/exports/download';
import { number, percent, text } from '$lib/server/exports/columns';
import { writeSpreadsheet, type Spreadsheet } from '$lib/server/exports/spreadsheet';
import { readPart, readWorkbook } from '../support/workbook';

interface Line {
	name: string;
	members: number | null;
	rate: string | null;
}

const list: Spreadsheet<Line> = {
	sheet: '工会',
	columns: [
		text('名称', 12, ({ name }) => name),
		number('会员', 4, ({ members }) => members),
		percent('满意率', 6, ({ rate }) => rate)
	],
	empty: '没有符合条件的工会',
	notes: [['导出人', '=王建国']]
};

const line = (name: string): Line => ({ name, members: 3, rate: null });

/** What a spreadsheet program might take for a formula, a command or another sheet. */
const tricks = [
	'=1+1',
	'+1',
	'-1',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	"=cmd|'/c calc'!A1",
	'＝1＋1',
	'=HYPERLINK("http://x")'
];

describe('a spreadsheet', () => {
	test('holds texts, numbers and rates as they are', async () => {
		const lines = [
			{ name: '云溪纺织工会', members: 120, rate: '94.958%' },
			{ name: '001', members: null, rate: '100.00%' }
		];
		const file = await writeSpreadsheet(list, [lines.slice(0, 1), lines.slice(1)]);
		expect(await readWorkbook(file)).toEqual({
			工会: [
				['名称', '会员', '满意率'],
				['云溪纺织工会', 120, 0.94958],
				['001', null, 1]
			],
			说明: [['导出人', '=王建国']]
		});
		expect(readPart(file, 'xl/styles.xml')).toMatch(/formatCode="0\.000%"/);
	});

	test('keeps its head in sight, on every printed page, with filters', async () => {
		const file = await writeSpreadsheet(list, [[line('甲'), line('乙')]]);
		const sheet = readPart(file, 'xl/worksheets/sheet1.xml');
		expect(sheet).toContain('<autoFilter ref="A1:C3"/>');
		expect(sheet).toMatch(/<pane ySplit="1"[^>]*state="frozen"/);
		expect(sheet).toMatch(/<pageSetup paperSize="9" [^>]*orientation="landscape"/);
		expect(readPart(file, 'xl/workbook.xml')).toContain("'工会'!$A:$B,'工会'!$1:$1");
		expect(readPart(file, 'xl/styles.xml')).toContain('<name val="宋体"/><charset val="134"/>');
	});

	test.each(tricks)('keeps %j a text', async (trick) => {
		const file = await writeSpreadsheet(list, [[line(trick)]]);
		const [, row] = (await readWorkbook(file))['工会'] ?? [];
		expect(row?.[0]).toBe(trick.trim());
		const sheet = readPart(file, 'xl/worksheets/sheet1.xml');
		expect(sheet).not.toContain('<f>');
		expect(sheet).toMatch(/<c r="A2" (s="\d+" )?t="s"/);
		// The format "text": editing the cell does not turn it into a formula either.
		expect(readPart(file, 'xl/styles.xml')).toContain('formatCode="@"');
	});

	test('without rows says so', async () => {
		const file = await writeSpreadsheet(list, []);
		expect((await readWorkbook(file))['工会']).toEqual([
			['名称', '会员', '满意率'],
			['没有符合条件的工会', null, null]
		]);
		expect(readPart(file, 'xl/worksheets/sheet1.xml')).not.toContain('autoFilter');
	});

	test('of twenty thousand rows leaves the server free to answer', async () => {
		let turns = 0;
		let done = false;
		const slices = Array.from({ length: 40 }, (_, s) =>
			Array.from({ length: 500 }, (_, i) => line(`第${500 * s + i}机械厂工会`))
		);
		const writing = writeSpreadsheet(list, slices).finally(() => (done = true));
		while (!done) {
			await setImmediate();
			turns += 1;
		}
		const file = await writing;
		// While the file was computed the loop went round all the time; here alone it would have stood still.
		expect(turns).toBeGreaterThan(100);
		expect((await readWorkbook(file))['工会']).toHaveLength(20_001);
	});

	test('that cannot be read to its end fails as a whole', async () => {
		async function* broken() {
			yield [line('甲')];
			throw new Error('the database has gone');
		}
		await expect(writeSpreadsheet(list, broken())).rejects.toThrow('the database has gone');
	});
});

describe('the name of a file', () => {
	test('is Chinese where that is understood, and plain where not', () => {
		expect(attachment("云溪(县)总工会'26.xlsx", 'pingjia.xlsx')).toBe(
			`attachment; filename="pingjia.xlsx"; filename*=UTF-8''%E4%BA%91%E6%BA%AA%28%E5%8E%BF%29%E6%80%BB%E5%B7%A5%E4%BC%9A%2726.xlsx`
		);
	});

	test.each([
		['../../etc/passwd', 'etc passwd'],
		['甲\r\nSet-Cookie: x', '甲 Set-Cookie x'],
		['甲\u202Exslx', '甲 xslx'],
		['a/b:c*d?"<>|', 'a b c d'],
		['...', '评家'],
		['\ud800', '\ufffd'],
		['工'.repeat(300), '工'.repeat(70)]
	])('%j is safe', (name, safe) => {
		expect(safeFileName(name)).toBe(safe);
	});
});
