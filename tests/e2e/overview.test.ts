import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';

/** A supervisor's home page and boards: filtered, drilled down, exported, on a desk and on a phone. */

const office = useDemoOffice();
const boards = ['coverage', 'rates', 'heat-map', 'movers', 'waiting'] as const;

async function inBothSchemes(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await expectNoAxeViolations(page);
		await screenshot(page, `${name}-${colorScheme}`);
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const wider = await page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return scrollWidth - clientWidth;
	});
	expect(wider, page.url()).toBeLessThanOrEqual(0);
}

test('a supervisor sees the year at a glance, and every board from there', async () => {
	const page = await office.signedIn('xian');
	await page.getByRole('heading', { name: /覆盖面/ }).waitFor();
	await inBothSchemes(page, 'overview-home');
	for (const board of boards) {
		await page.goto(`${office.server.url}/office/overview/${board}?year=2025`);
		await inBothSchemes(page, `overview-${board}`);
	}
	await page.context().close();
});

test('a supervisor goes down the tree, filters, orders and takes the list along', async () => {
	const page = await office.signedIn('xian');
	await page.getByRole('link', { name: '总览', exact: true }).click();
	await page.waitForURL(/overview\/coverage/);
	await page.getByRole('link', { name: '溪桥镇总工会' }).click();
	await page.waitForURL(/below=/);
	await page.getByText('溪桥镇总工会所辖').waitFor();
	await page.getByRole('link', { name: /未开展\s*\d/ }).click();
	await page.waitForURL(/part=missing/);
	await page.getByRole('link', { name: '满意率', exact: true }).click();
	await page.waitForURL(/overview\/rates\?.*below=/);
	await page.getByRole('combobox', { name: '年度' }).selectOption({ index: 1 });
	await page.getByRole('combobox', { name: '评议内容' }).selectOption('chair');
	await page.getByRole('button', { name: '查看' }).click();
	await page.waitForURL(/subject=chair/);
	const places = () => page.locator('tbody tr td:first-child').allInnerTexts();
	const down = (await places()).map(Number);
	expect(down.length).toBeGreaterThan(2);
	expect(down).toEqual(down.toSorted((a, b) => a - b));
	await page.getByRole('columnheader', { name: '满意率', exact: true }).getByRole('link').click();
	await page.waitForURL(/sort=-rate/);
	await page.getByRole('columnheader', { name: '满意率', exact: true }).getByRole('link').click();
	await page.waitForURL(/sort=rate/);
	expect((await places()).map(Number)[0]).toBe(down.at(-1));
	const href = await page.getByRole('link', { name: '导出 .xlsx' }).getAttribute('href');
	const file = await page.context().request.get(`${office.server.url}${href}`);
	expect(file.headers()['content-type']).toContain('spreadsheetml');
	await page.context().close();
});

test('the boards fit a phone', async () => {
	const page = await office.signedIn('xian', phone);
	await expectNoSidewaysScroll(page);
	await inBothSchemes(page, 'overview-home-phone');
	for (const board of boards) {
		await page.goto(`${office.server.url}/office/overview/${board}?year=2025`);
		await page.setViewportSize({ width: 360, height: 780 });
		await expectNoSidewaysScroll(page);
		await page.setViewportSize({ width: 390, height: 844 });
		await inBothSchemes(page, `overview-${board}-phone`);
	}
	await page.context().close();
});

test('a chair and a reviewer have no boards', async () => {
	for (const username of ['zhuxi', 'kaoping']) {
		const page = await office.signedIn(username);
		expect(await page.getByRole('link', { name: '总览', exact: true }).count()).toBe(0);
		const answer = await page.goto(`${office.server.url}/office/overview/rates`);
		expect(answer?.status()).toBe(403);
		await page.context().close();
	}
});
