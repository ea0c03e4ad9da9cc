import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, phone } from './support/browser';
import { setUpAs } from './support/login';
import { startServer, type Server } from './support/server';

/* On a slow network the page stands there long before its scripts. What is typed by then must still be there after. */

let browser: Browser;
let server: Server;
let context: BrowserContext;
beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	context = await phone(browser);
	const page = await context.newPage();
	await setUpAs(page, server);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

/** Opens a page whose scripts arrive only when the function returned is called. */
async function openWithoutScripts(page: Page, path: string): Promise<() => Promise<void>> {
	const held: (() => Promise<void>)[] = [];
	let arrived = false;
	await page.route(/\.js$/, (route) => {
		if (arrived) return route.continue();
		held.push(() => route.continue());
	});
	await page.goto(`${server.url}${path}`, { waitUntil: 'commit' });
	await page.locator('main form').first().waitFor();
	return async () => {
		arrived = true;
		for (const release of held) await release();
		await page.waitForLoadState('networkidle');
	};
}

const field = (page: Page, name: string) =>
	page.locator(`input[name="${name}"]:not([type=hidden])`);

test.each([
	['/office/password', { current: 'typed early', password: 'typed early' }],
	['/office/unions/new', { parent: 'ROOT', name: '江东厂工会', code: 'JD-1', industry: '机械' }],
	['/office/accounts/new', { name: '王建国', username: 'wangjianguo', union0: 'ROOT' }],
	['/office/settings', { address: 'https://pj.example.org' }]
])('what was typed on %s stays', async (path, fields) => {
	const page = await context.newPage();
	const arrive = await openWithoutScripts(page, path);
	for (const [name, value] of Object.entries(fields)) await field(page, name).fill(value);
	await arrive();
	for (const [name, value] of Object.entries(fields))
		expect([name, await field(page, name).inputValue()]).toEqual([name, value]);
	await page.close();
});
