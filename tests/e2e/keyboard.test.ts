import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useDemoOffice } from './support/demo-office';

const office = useDemoOffice();

async function open(username: string, path: string): Promise<Page> {
	const page = await office.signedIn(username);
	await page.goto(`${office.server.url}/office${path}`, { waitUntil: 'networkidle' });
	return page;
}

const focused = (page: Page) =>
	page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const isInside = (page: Page, selector: string) =>
	page.evaluate((selector) => document.activeElement?.closest(selector) !== null, selector);

test('the first thing reached by keyboard leads past the navigation', async () => {
	const page = await open('xian', '/unions');
	await page.keyboard.press('Tab');
	expect(await focused(page)).toBe('跳到正文');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	expect(await isInside(page, 'main')).toBe(true);
	await page.context().close();
});

test.each([
	['the menu of the account', '', 'header summary'],
	['the choice of columns', '/unions', 'summary:has-text("选择列")'],
	['export', '/unions', 'summary:has-text("导出 .xlsx")']
])(
	'%s opens, is walked through and closes by Escape, which gives the focus back',
	async (_, path, selector) => {
		const page = await open('xian', path);
		const summary = page.locator(selector);
		const isOpen = () => summary.evaluate((element) => element.parentElement?.hasAttribute('open'));
		await summary.focus();
		await page.keyboard.press('Enter');
		expect(await isOpen()).toBe(true);
		await page.keyboard.press('Tab');
		expect(await isInside(page, 'details[open]')).toBe(true);
		expect(await isOpen()).toBe(true);
		await page.keyboard.press('Escape');
		expect(await isOpen()).toBe(false);
		expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
		await page.keyboard.press('Enter');
		await page.keyboard.press('Shift+Tab');
		expect(await isOpen(), 'the focus went elsewhere').toBe(false);
		await page.context().close();
	}
);

test('what cannot be undone is asked about; Escape takes it back and gives the focus back', async () => {
	const page = await open('zhuxi', `/surveys/${office.server.surveys.open}`);
	const summary = page.locator('summary', { hasText: '提前截止' });
	await summary.focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	expect(await focused(page)).toBe('确认截止并计票');
	await page.keyboard.press('Escape');
	expect(await page.getByRole('button', { name: '确认截止并计票' }).isVisible()).toBe(false);
	expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
	await page.context().close();
});

test('a refused form leads to the first field to change, the second time as well; what was typed stands there', async () => {
	const page = await open('zhuxi', '');
	const union = await page.locator('main h2 a').first().getAttribute('href');
	await page.goto(`${office.server.url}${union}/history/new`, { waitUntil: 'networkidle' });
	const counts = {
		...{ eligible: '100', issued: '90', returned: '80' },
		...{ satisfied: '50', basically_satisfied: '20', dissatisfied: '5' }
	};
	await page.locator('[name=year]').fill('2019');
	for (const [name, value] of Object.entries(counts))
		await page.locator(`[name="home.${name}"]`).fill(value);
	const save = page.getByRole('button', { name: '保存，下一步添加扫描件' });
	const returned = page.locator('[name="home.returned"]');
	const isFocused = () => returned.evaluate((element) => element === document.activeElement);
	for (const time of ['first', 'second']) {
		await save.focus();
		await page.keyboard.press('Enter');
		await expect.poll(isFocused, { message: time }).toBe(true);
		expect(await returned.getAttribute('aria-invalid')).toBe('true');
		expect(await returned.inputValue()).toBe('80');
	}
	await page.context().close();
});

test('a head that puts in order is a link, and keeps the focus', async () => {
	const page = await open('xian', '/unions');
	const head = page.getByRole('columnheader', { name: '会员', exact: true });
	await head.getByRole('link').focus();
	await page.keyboard.press('Enter');
	await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
	expect(await focused(page)).toBe('会员');
	await page.context().close();
});
