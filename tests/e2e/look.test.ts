import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { desktop, phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';
import { loginAs } from './support/login';

const office = useDemoOffice();

const styleOf = (page: Page, selector: string, name: string) =>
	page
		.locator(selector)
		.first()
		.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
const backgroundOf = (page: Page) => styleOf(page, 'body', 'background-color');

test('large type is chosen before signing in, without scripts, and stays on', async () => {
	const context = await phone(office.browser, { javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${office.server.url}/office/login`);
	const before = parseFloat(await styleOf(page, 'h1', 'font-size'));
	await page.getByRole('button', { name: '长辈版' }).click();
	await page.waitForURL(/login/);
	expect(parseFloat(await styleOf(page, 'h1', 'font-size')) / before).toBeGreaterThanOrEqual(1.25);
	expect(await page.getByRole('button', { name: '长辈版' }).getAttribute('aria-pressed')).toBe(
		'true'
	);
	await loginAs(page, office.server.url, 'ganshi', office.server.passwordOf('ganshi'));
	expect(await page.locator('html').getAttribute('data-type')).toBe('large');
	await page.locator('summary').first().click();
	const small = await page
		.locator('.btn, input:not([type=hidden]), select, summary')
		.evaluateAll((all) =>
			all
				.filter((element) => element.checkVisibility())
				.map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
				.filter(({ box }) => box.height < 47.5)
				.map(({ text }) => text)
		);
	expect(small).toEqual([]);
	await screenshot(page, 'large-type-home');
	const cookies = await context.cookies(`${office.server.url}/s`);
	expect(cookies.map(({ name }) => name)).not.toContain('look');
	await page.getByRole('button', { name: '长辈版' }).click();
	await page.waitForURL(/\/office$/);
	expect(await page.locator('html').getAttribute('data-type')).toBeNull();
	await context.close();
});

test('light and dark are chosen against the system, and paper is light', async () => {
	const context = await desktop(office.browser);
	const page = await context.newPage();
	await page.goto(`${office.server.url}/office/login`);
	const light = await backgroundOf(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	const dark = await backgroundOf(page);
	expect(dark).not.toBe(light);
	await page.getByRole('button', { name: '浅色' }).click();
	await page.waitForLoadState();
	expect(await backgroundOf(page)).toBe(light);
	await page.emulateMedia({ colorScheme: 'light' });
	await page.getByRole('button', { name: '深色' }).click();
	await page.waitForLoadState();
	expect(await backgroundOf(page)).toBe(dark);
	await page.emulateMedia({ media: 'print' });
	const ink = await styleOf(page, 'h1', 'color');
	await page.emulateMedia({ media: 'screen' });
	expect(await styleOf(page, 'h1', 'color')).not.toBe(ink);
	await page.getByRole('button', { name: '跟随系统' }).click();
	await page.waitForLoadState();
	expect(await backgroundOf(page)).toBe(light);
	await context.close();
});

test('the choice leads back to pages of the office only', async () => {
	const context = await desktop(office.browser);
	const send = async (back: string) => {
		const answer = await context.request.post(`${office.server.url}/office/look`, {
			headers: { origin: office.server.url },
			form: { type: 'large', back },
			maxRedirects: 0
		});
		return [answer.status(), answer.headers()['location']];
	};
	expect(await send('/office/unions?q=1')).toEqual([303, '/office/unions?q=1']);
	for (const back of ['https://example.org', '//example.org', '/officer', '/office\\..\\x', ''])
		expect(await send(back)).toEqual([303, '/office']);
	await context.close();
});
