import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTables } from '../integration/support/word-document';
import { readWorkbook } from '../integration/support/workbook';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { loginAs } from './support/login';

let browser: Browser;
let server: DemoServer;
let page: Page;
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
	page = await (await desktop(browser)).newPage();
	await loginAs(page, server.url, 'xian', server.passwordOf('xian'));
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

const year = new Date().getFullYear();

/** Address of the score sheet of a union that has been decided. */
function decidedSheet(level: 'grassroots' | 'intermediate'): string {
	const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'), { readonly: true });
	try {
		const id = database
			.prepare(`select union_id from application where state = 'decided' and rubric = ? limit 1`)
			.pluck()
			.get(level) as string;
		return `${server.url}/office/unions/${id}/assessments/${year}`;
	} finally {
		database.close();
	}
}

/** The file that pressing something brings; its name as the answer states it, for a browser on a system without Chinese calls it otherwise. */
async function download(press: () => Promise<void>): Promise<{ name: string; file: Buffer }> {
	const [answer, arrived] = await Promise.all([
		page.waitForResponse((response) => 'content-disposition' in response.headers()),
		page.waitForEvent('download'),
		press()
	]);
	const [, name = ''] =
		/filename\*=UTF-8''(.*)$/.exec(answer.headers()['content-disposition'] ?? '') ?? [];
	return { name: decodeURIComponent(name), file: readFileSync(await arrived.path()) };
}

/** How many A4 pages the printer would get. */
async function countPages(): Promise<number> {
	const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
	const text = pdf.toString('latin1');
	expect(text).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
	return text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test('the official form comes by button as a Word file and as a workbook', async () => {
	const sheet = decidedSheet('grassroots');
	await page.goto(sheet);
	const press = (name: string) => () => page.getByRole('link', { name }).first().click();
	const word = await download(press('下载 Word'));
	expect(word.name).toMatch(/工会 \d{4}年考核验收细则\.docx$/);
	const [form = []] = readTables(word.file);
	expect(form.at(-1)?.slice(0, 3)).toEqual(['合计', '', '100']);
	const excel = await download(press('下载 Excel'));
	expect(excel.name).toMatch(/工会 \d{4}年考核验收细则\.xlsx$/);
	const sheets = await readWorkbook(excel.file);
	expect(Object.keys(sheets)).toEqual(['考核表', '数据来源']);
	const total = sheets['考核表']?.find(([first]) => first === '合计');
	expect(form.at(-1)?.slice(3)).toEqual([String(total?.[3]), String(total?.[4])]);
});

test.each(['grassroots', 'intermediate'] as const)('the form of %s prints', async (level) => {
	const sheet = decidedSheet(level);
	await page.goto(`${sheet}/print`);
	await page.getByRole('heading', { name: /考核验收细则/ }).waitFor();
	await expectNoAxeViolations(page);
	const whole = await countPages();
	await page.addStyleTag({ content: '.printed-form section + section { display: none }' });
	const form = await countPages();
	// The annex itself takes three pages, or four with what was measured and overridden; where it comes from follows.
	expect([3, 4]).toContain(form);
	expect(whole).toBeGreaterThan(form);
	await page.reload();
	await screenshot(page, `form-print-${level}`);
	const small = await (await phone(browser)).newPage();
	await small.context().addCookies(await page.context().cookies());
	await small.goto(`${sheet}/print`);
	await screenshot(small, `form-print-${level}-phone`);
	await small.goto(sheet);
	await screenshot(small, `sheet-downloads-${level}-phone`);
	await small.context().close();
});

test('lists come as spreadsheets of everything the filter lets through', async () => {
	await page.goto(`${server.url}/office/unions?q=${encodeURIComponent('学')}`);
	await page.locator('summary', { hasText: '导出 .xlsx' }).click();
	await screenshot(page, 'unions-export');
	const button = page.getByRole('button', { name: '评议结果' });
	const { name, file } = await download(() => button.click());
	expect(name).toBe(`${year}年评议结果.xlsx`);
	const rows = (await readWorkbook(file))[`${year}年评议结果`] ?? [];
	expect(rows.length).toBeGreaterThan(1);
	for (const row of rows.slice(1)) expect(String(row[1])).toContain('学');
	await page.selectOption('select[name=year]', String(year - 1));
	const surveys = await download(() => page.getByRole('button', { name: '问卷' }).click());
	expect(surveys.name).toBe(`${year - 1}年问卷.xlsx`);
});
