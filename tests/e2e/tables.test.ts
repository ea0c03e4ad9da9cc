import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { desktop, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';

const office = useDemoOffice();

const column = async (page: Page, place: number) =>
	page.locator(`tbody tr > :nth-child(${place})`).allInnerTexts();
const heading = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });

async function open(path: string, scripts = true): Promise<Page> {
	const page = await office.signedIn('xian', (browser) =>
		desktop(browser, { javaScriptEnabled: scripts })
	);
	await page.goto(`${office.server.url}/office/${path}`, { waitUntil: 'networkidle' });
	return page;
}

test('a paged list is put in order as a whole, without scripts, and as it was again', async () => {
	const page = await open('unions', false);
	const asItWas = await column(page, 1);
	const counts = async () => (await column(page, 4)).map(Number);
	const press = async () => {
		await heading(page, '会员').getByRole('link').click();
		return heading(page, '会员').getAttribute('aria-sort');
	};
	expect(await press()).toBe('descending');
	const largest = await counts();
	expect(largest).toEqual(largest.toSorted((a, b) => b - a));
	await page.getByRole('link', { name: '下一页' }).click();
	expect(Math.max(...(await counts()))).toBeLessThanOrEqual(Math.min(...largest));
	expect(await press()).toBe('ascending');
	expect(Math.max(...(await counts()))).toBeLessThanOrEqual(Math.max(...largest));
	expect(await press()).toBeNull();
	expect(await column(page, 1)).toEqual(asItWas);
	expect(await page.getByRole('button', { name: '复制' }).count()).toBe(0);
	await page.context().close();
});

test('columns are chosen by keyboard and stay so; what is copied and saved is what is seen', async () => {
	const page = await open('unions');
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	const menu = page.locator('summary', { hasText: '选择列' });
	await menu.focus();
	await page.keyboard.press('Enter');
	await page.getByRole('checkbox', { name: '上级工会' }).uncheck();
	await screenshot(page, 'table-columns');
	await page.keyboard.press('Escape');
	expect(await menu.evaluate((summary) => summary === document.activeElement)).toBe(true);
	await page.reload({ waitUntil: 'networkidle' });
	await expect.poll(() => heading(page, '上级工会').isVisible()).toBe(false);
	const heads = (await page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim());
	await page.getByRole('button', { name: '复制' }).click();
	await page.getByText('已复制 50 行').waitFor();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	const rows = copied.split('\n').map((line) => line.split('\t'));
	expect(rows[0]).toEqual(heads);
	expect(rows).toHaveLength(51);
	expect(rows[2]?.[0]).toBe('云溪县人民医院工会 YX-00-01');
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: '导出 .csv' }).click();
	const file = await saving;
	const text = readFileSync(await file.path(), 'utf8');
	expect(text.startsWith('\uFEFF"名称和代码","类型"')).toBe(true);
	expect(text.trim().split('\r\n')).toHaveLength(51);
	await menu.click();
	await page.getByRole('button', { name: '恢复原样' }).click();
	expect(await heading(page, '上级工会').isVisible()).toBe(true);
	await page.context().close();
});

test('the head of a long list stays in sight', async () => {
	const page = await open('unions');
	const table = page.getByRole('region', { name: '工会列表' });
	await table.evaluate((region) => region.scrollTo(0, 900));
	const [box, head] = [await table.boundingBox(), await heading(page, '会员').boundingBox()];
	expect(Math.abs((head?.y ?? 0) - (box?.y ?? 0))).toBeLessThan(4);
	await page.context().close();
});
