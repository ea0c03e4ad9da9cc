import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { desktop, openBrowser, phone } from '../e2e/support/browser';
import { startDemo, type DemoServer } from '../e2e/support/demo';

/** The pictures of the README, taken of the demo county, so that they stay true: npm run screenshots. */

let browser: Browser;
let server: DemoServer;
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

async function keep(page: Page, name: string): Promise<void> {
	await page.waitForLoadState('networkidle');
	await page.screenshot({ path: join('static', 'readme', `${name}.png`), scale: 'css' });
}

async function signedIn(username: string): Promise<[BrowserContext, Page]> {
	const context = await desktop(browser);
	const page = await context.newPage();
	await page.goto(`${server.url}/office/login`);
	await page.fill('input[name=username]', username);
	await page.fill('input[name=password]', server.passwordOf(username));
	await page.press('input[name=password]', 'Enter');
	await page.waitForURL(/\/office$/);
	return [context, page];
}

test('what a member sees', async () => {
	const context = await phone(browser);
	const page = await context.newPage();
	await page.goto(`${server.url}/s/${server.surveys.open}#${server.takeCode()}`);
	await page.locator('input[name="home.overall"][value="1"]').check();
	await page.evaluate(() => document.querySelector('h2')?.scrollIntoView());
	await keep(page, 'member');
	await context.close();
});

test('what the office sees', async () => {
	const [context, page] = await signedIn('zhuxi');
	await keep(page, 'chair');
	await page.goto(`${server.url}/office/surveys/${server.surveys.open}`);
	await keep(page, 'survey');
	await page.getByRole('link', { name: '云溪纺织有限公司工会' }).first().click();
	await page.getByRole('link', { name: '结果' }).first().click();
	await page.waitForURL(/result/);
	await keep(page, 'result');
	await page.goBack();
	await page
		.getByRole('link', { name: /十佳资格/ })
		.first()
		.click();
	await page.waitForURL(/eligibility/);
	await keep(page, 'eligibility');
	await context.close();
});

test('what a supervisor sees', async () => {
	const [context, page] = await signedIn('xian');
	await keep(page, 'supervisor');
	await page.goto(`${server.url}/office/overview/heat-map`);
	await keep(page, 'heat-map');
	await context.close();
});
