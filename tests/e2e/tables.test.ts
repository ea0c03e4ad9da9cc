import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { desktop, phone, screenshot } from './support/browser';
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

test('columns are chosen by keyboard and stay so; what is copied is what is seen', async () => {
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

test('a list that comes whole is put in order by pressing its heads, and searched in the browser', async () => {
	const page = await open('honours/targets');
	const names = () => page.locator('tbody tr:visible > :first-child').allInnerTexts();
	const asItWas = await names();
	await heading(page, '工会').getByRole('link').focus();
	await page.keyboard.press('Enter');
	await page.waitForURL(/sort=name/);
	expect(await heading(page, '工会').getAttribute('aria-sort')).toBe('ascending');
	const byName = await names();
	expect(byName).toEqual(asItWas.toSorted(new Intl.Collator('zh-CN', { numeric: true }).compare));
	await page.getByText('已按“工会”从小到大排列').waitFor({ state: 'attached' });
	// The focus stays, so that the next press turns it round.
	await page.keyboard.press('Enter');
	await page.waitForURL(/sort=-name/);
	expect(await names()).toEqual(byName.toReversed());
	const search = page.getByRole('searchbox', { name: '在“各区域、行业工会的进度”中查找' });
	await search.fill('云溪　联合会');
	await page.getByText('找到 3 行，共 6 行').waitFor();
	const found = await names();
	expect(found).toEqual(byName.toReversed().filter((name) => /^云溪.*联合会$/.test(name)));
	// Another order keeps what was looked for.
	await heading(page, '工会').getByRole('link').click();
	await page.waitForURL((url) => !url.searchParams.has('sort'));
	expect(await names()).toEqual(asItWas.filter((name) => found.includes(name)));
	await screenshot(page, 'table-search');
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: '导出 .csv' }).click();
	const text = readFileSync(await (await saving).path(), 'utf8');
	expect(text.startsWith('\uFEFF"工会"')).toBe(true);
	expect(text.trim().split('\r\n')).toHaveLength(4);
	await page.context().close();
});

test('without scripts a table is all there, and its order is an address', async () => {
	const page = await open('honours/targets?sort=name', false);
	expect(await page.locator('tbody tr').count()).toBe(6);
	expect(await page.getByRole('searchbox').count()).toBe(0);
	expect(await heading(page, '工会').getAttribute('aria-sort')).toBe('ascending');
	await page.goto(`${office.server.url}/office/honours/targets?sort=-nonsense`);
	expect(await page.locator('tbody tr').count()).toBe(6);
	expect(await page.locator('th[aria-sort]').count()).toBe(0);
	await page.context().close();
});

test('order and search are kept from page to page and in the spreadsheet', async () => {
	const page = await open('overview/coverage?view=units');
	await heading(page, '会员').getByRole('link').click();
	await page.waitForURL(/sort=-members/);
	await page.getByRole('searchbox', { name: '名称或组织代码' }).fill('工会');
	await page.getByRole('button', { name: '查看' }).click();
	await page.waitForURL(/q=/);
	const members = async () => (await column(page, 3)).map(Number);
	const first = await members();
	expect(first).toEqual(first.toSorted((a, b) => b - a));
	await page.getByRole('link', { name: '下一页' }).click();
	await page.waitForURL(/page=2/);
	expect(Math.max(...(await members()))).toBeLessThanOrEqual(Math.min(...first));
	const file = await page.getByRole('link', { name: '导出 .xlsx' }).getAttribute('href');
	const kept = new URL(file ?? '', page.url()).searchParams;
	expect([kept.get('sort'), kept.get('q')]).toEqual(['-members', '工会']);
	await page.context().close();
});

test('what is not shown comes last, whichever way it goes', async () => {
	const page = await open('overview/coverage');
	for (const sort of ['share', '-share']) {
		await page.goto(`${office.server.url}/office/overview/coverage?sort=${sort}`);
		const shares = (await column(page, 2)).filter((text) => text.includes('%') || text === '—');
		const shown = shares.filter((text) => text !== '—').map(parseFloat);
		expect(shown.length).toBeGreaterThan(1);
		expect(shares.slice(0, shown.length)).not.toContain('—');
		expect(shown).toEqual(shown.toSorted((a, b) => (sort === 'share' ? a - b : b - a)));
	}
	await page.context().close();
});

test('on a phone the head of a long list stays in sight too, and can be pressed', async () => {
	const page = await office.signedIn('xian', phone);
	await page.goto(`${office.server.url}/office/unions?sort=-code`, { waitUntil: 'networkidle' });
	const table = page.getByRole('region', { name: '工会列表' });
	await table.scrollIntoViewIfNeeded();
	await table.evaluate((region) => region.scrollTo(0, 1500));
	const [box, head] = [await table.boundingBox(), await heading(page, '名称和代码').boundingBox()];
	expect(Math.abs((head?.y ?? 0) - (box?.y ?? 0))).toBeLessThan(4);
	for (const link of await table.getByRole('link').all()) {
		const box = await link.boundingBox();
		if (box) expect(Math.round(box.height), await link.innerText()).toBeGreaterThanOrEqual(24);
	}
	await page.context().close();
});
