import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { phone } from './support/browser';
import { readWorkbook } from '../integration/support/workbook';
import { useDemoOffice } from './support/demo-office';

/** Lists of titles, inspections, verdicts and targets, of the demo county. */

const office = useDemoOffice();

const rows = (page: Page) => page.locator('tbody tr');

test('a title that is due is inspected, and leaves the list', async () => {
	const page = await office.signedIn('xian');
	await page.goto(`${office.server.url}/office/honours/reinspections`);
	await expectNoAxeViolations(page);
	const due = await rows(page).count();
	const name = '绿源食品有限公司工会';
	await page.getByRole('link', { name }).click();
	await page.waitForURL(/\/honours$/);
	await page.getByText('登记复查').click();
	const dialog = page.locator('form[action="?/inspect"]');
	await dialog.getByLabel('结论').selectOption('rectify');
	await dialog.getByLabel('复查年度').fill('2019');
	await dialog.getByRole('button', { name: '登记' }).click();
	// What is missing is said, and what was chosen is still there.
	await page.getByText('请写明理由').waitFor();
	expect(await dialog.getByLabel('复查年度').inputValue()).toBe('2019');
	expect(await dialog.getByLabel('结论').inputValue()).toBe('rectify');
	await dialog.getByLabel('结论').selectOption('passed');
	await dialog.getByLabel('复查年度').fill(String(new Date().getFullYear()));
	await dialog.getByRole('button', { name: '登记' }).click();
	await page.getByText('复查已登记').waitFor();
	await expectNoAxeViolations(page);
	await page.goto(`${office.server.url}/office/honours/reinspections`);
	expect(await rows(page).count()).toBe(due - 1);
	expect(await page.getByRole('link', { name }).count()).toBe(0);
	await page.context().close();
});

test('verdicts are filtered as counted, and lead to the page that gives the reasons', async () => {
	const page = await office.signedIn('xian', phone);
	await page.goto(`${office.server.url}/office/honours/eligibility`);
	await expectNoAxeViolations(page);
	const verdict = page.getByRole('navigation', { name: '判定' });
	const label = await verdict.getByRole('link', { name: /^符合/ }).innerText();
	await verdict.getByRole('link', { name: /^符合/ }).click();
	await page.waitForURL(/verdict=eligible/);
	await expect.poll(() => rows(page).count()).toBe(Number(/\d+/.exec(label)?.[0]));
	const saving = page.waitForEvent('download');
	await page.getByRole('link', { name: '导出 .xlsx' }).click();
	const { 十佳模范职工之家: sheet = [] } = await readWorkbook(
		readFileSync(await (await saving).path())
	);
	// A line for each verdict below the head.
	expect(sheet).toHaveLength(1 + Number(/\d+/.exec(label)?.[0]));
	await rows(page).first().getByRole('link').click();
	await page.waitForURL(/\/eligibility\/\d{4}$/);
	await page
		.getByText(/^\s*✓?\s*符合/)
		.first()
		.waitFor();
	await page.context().close();
});

test('the register and the targets are for whoever oversees unions', async () => {
	const page = await office.signedIn('xian');
	for (const path of ['/office/honours', '/office/honours/targets']) {
		await page.goto(`${office.server.url}${path}`);
		await expectNoAxeViolations(page);
	}
	await page.getByRole('link', { name: '溪桥镇总工会' }).click();
	await page.waitForURL(/below=/);
	await page.getByText('只看所选工会及其下级').waitFor();
	await page.context().close();
	const chair = await office.signedIn('zhuxi');
	expect(await chair.getByRole('link', { name: '荣誉', exact: true }).count()).toBe(0);
	await chair.goto(`${office.server.url}/office/honours`);
	const unions = await chair.locator('tbody td:nth-child(2) a').allInnerTexts();
	expect(new Set(unions)).toEqual(new Set(['云溪纺织有限公司工会']));
	await chair.context().close();
});
