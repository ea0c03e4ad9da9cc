import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { expectNoAxeViolations } from './support/axe';
import { phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';

const office = useDemoOffice();

/** The page as it is, and dark, on a desk or a phone: looked at, and without a finding of axe. */
async function look(page: Page, name: string): Promise<void> {
	for (const scheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: scheme });
		await screenshot(page, `${name}-${scheme}`);
		await expectNoAxeViolations(page);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
	expect(wide, `${name} scrolls sideways`).toBe(false);
}

async function choose(page: Page, name: string, text: string): Promise<void> {
	const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
	await page.locator('input[type=file]').setInputFiles(file);
	await page.getByRole('button', { name: '上传并检查' }).click();
}

const lines = (rows: string[]) =>
	['组织代码,名称,会员人数,上级代码,层级,类型,独立基层工会', ...rows].join('\n');

test('a spreadsheet is prepared, put right, looked at and imported; a second time it changes nothing', async () => {
	const page = await office.signedIn('xian');
	const { url } = office.server;
	await page.goto(`${url}/office/unions`);
	await page.getByRole('link', { name: '表格导入导出' }).click();
	await page.getByRole('heading', { name: '表格导入导出' }).waitFor();
	await look(page, 'imports');
	const [exported] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: '导出', exact: true }).click()
	]);
	const file = await exported.path();
	await page.getByRole('link', { name: '导入表格' }).click();
	await page.getByRole('heading', { name: '第二步：上传' }).waitFor();
	await look(page, 'imports-new');

	await choose(page, '坏.xlsx', '%PDF-1.7');
	await page.getByText('这不是表格文件').waitFor();
	await page.locator('input[type=file]').setInputFiles(file);
	await page.getByRole('button', { name: '上传并检查' }).click();
	await page.getByText('完全一样，不用导入').waitFor();

	await page.getByRole('link', { name: '重新上传' }).click();
	await page.getByRole('heading', { name: '第二步：上传' }).waitFor();
	const parent = await parentCode(page, url);
	await page.goto(`${url}/office/imports/new`);
	const row = `新厂工会,５0,${parent},基层工会,`;
	const [kind] = await grassrootsKinds(page);
	await choose(page, '新建.csv', lines([`E-1,${row}${kind},是`, `E-2,,八,${parent},村,怪,是`]));
	await page.getByText('有 1 行要改').waitFor();
	await look(page, 'import-wrong');
	await page.getByRole('link', { name: '重新上传' }).click();
	await page.getByRole('heading', { name: '第二步：上传' }).waitFor();
	await choose(page, '新建.csv', lines([`E-1,${row}${kind},是`]));
	await page.locator('summary', { hasText: '导入 1 行' }).click();
	await look(page, 'import-ready');
	await page.getByRole('button', { name: '确认导入' }).click();
	await page.getByText('已导入：新增 1 行').waitFor();
	await look(page, 'import-done');
	await page.goto(`${url}/office/unions?q=E-1`);
	await page.getByRole('link', { name: '新厂工会' }).waitFor();
	await page.context().close();
});

/** The supervisor's own union, as the first row of the example says which one is above. */
async function parentCode(page: Page, url: string): Promise<string> {
	await page.goto(`${url}/office/unions`);
	const codes = await page.locator('tbody th span').allInnerTexts();
	return codes.map((code) => code.trim()).sort((a, b) => a.length - b.length)[0] ?? '';
}

async function grassrootsKinds(page: Page): Promise<string[]> {
	const address = new URL('/office/unions/new', page.url()).href;
	const text = await (await page.request.get(address)).text();
	return [...text.matchAll(/value="grassroots:[^"]*"[^>]*>([^<]*)</g)].map(
		([, name]) => name ?? ''
	);
}

test('on a phone its pages keep within the screen; upload and problems work without scripts too', async () => {
	const page = await office.signedIn('xian', phone);
	const { url } = office.server;
	await page.goto(`${url}/office/imports`);
	await look(page, 'imports-phone');
	await page.getByRole('link', { name: '新建工会名册.csv' }).click();
	await page.getByText('有 4 行要改').waitFor();
	await look(page, 'import-wrong-phone');
	await page.goto(`${url}/office/imports/new?noun=term`);
	await look(page, 'imports-new-phone');
	const plain = await office.signedIn('xian', (browser) =>
		phone(browser, { javaScriptEnabled: false })
	);
	await plain.goto(`${url}/office/imports`);
	await plain.getByRole('link', { name: /会员人数\.csv/ }).click();
	await plain.getByText('已导入：新增').waitFor();
	await screenshot(plain, 'import-counts-phone');
	await plain.goto(`${url}/office/imports/new`);
	await choose(plain, '无代码.csv', '名称,会员人数\n甲厂工会,5');
	await plain.getByText('缺少“组织代码”一列').waitFor();
	await plain.context().close();
	await page.context().close();
});

test('whoever does not manage unions has no way in', async () => {
	const page = await office.signedIn('zhuxi');
	const answer = await page.request.get(`${office.server.url}/office/imports`);
	expect(answer.status()).toBe(403);
	await page.goto(`${office.server.url}/office`);
	expect(await page.getByRole('link', { name: '表格导入导出' }).count()).toBe(0);
	await page.context().close();
});
