import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, phone, screenshot } from './support/browser';
import { startServer, type Server } from './support/server';

let browser: Browser;
let server: Server;
beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

/** The pixels of one character in large type; characters without a glyph all show the same box. */
function pixelsOf(page: Page, character: string): Promise<string> {
	return page.evaluate((text) => {
		const canvas = document.createElement('canvas');
		const context = canvas.getContext('2d');
		if (!context) throw new Error('no canvas');
		context.font = '64px sans-serif';
		context.fillText(text, 10, 80);
		return canvas.toDataURL();
	}, character);
}

test('the browser of the tests has Chinese glyphs, so a screenshot can be read', async () => {
	const page = await (await phone(browser)).newPage();
	await page.goto(server.url);
	await screenshot(page, 'front-page-phone');
	expect(await pixelsOf(page, '评')).not.toBe(await pixelsOf(page, '家'));
});
