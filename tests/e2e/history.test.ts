import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { png } from '../integration/support/history';
import { expectNoAxeViolations } from './support/axe';
import { desktop, phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';

/** Earlier years' figures of the demo county: entered, shown by a scan, sent back, corrected and approved. */

const office = useDemoOffice();
const year = new Date().getFullYear() - 7;

const figures = {
	...{ eligible: '220', issued: '220', returned: '210', satisfied: '180' },
	...{ basically_satisfied: '20', dissatisfied: '6', unsure: '2', blank: '1', invalid: '1' }
};

async function fillForm(page: Page, changed: Partial<typeof figures> = {}): Promise<void> {
	await page.getByLabel('年度', { exact: true }).fill(String(year));
	for (const [field, value] of Object.entries({ ...figures, ...changed }))
		await page.locator(`input[name="home.${field}"]`).fill(value);
	await page.getByRole('button', { name: /^保存/ }).click();
}

async function addScan(page: Page): Promise<void> {
	const file = { name: '测评汇总表.png', mimeType: 'image/png', buffer: png };
	await page.getByLabel('添加扫描件或照片').setInputFiles(file);
	await page.getByRole('link', { name: '测评汇总表.png' }).waitFor();
}

/** In both looks. */
async function look(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await expectNoAxeViolations(page);
		await screenshot(page, `${name}-${colorScheme}`);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}

const rowOf = (page: Page, name: string) => page.locator('tbody tr', { hasText: name });

test('a year goes from the form over a refusal to approval', async () => {
	const page = await office.signedIn('ganshi', phone);
	await page.getByRole('link', { name: '本单位' }).first().click();
	await page.getByRole('link', { name: '录入以前年度' }).click();
	await page.waitForURL(/history\/new/);
	await look(page, 'history-form-phone');
	// A share is no count, a wrong sum is told, and what was typed stays.
	await fillForm(page, { satisfied: '96.7%' });
	await page.getByText('不要填比例').waitFor();
	await fillForm(page, { satisfied: '190' });
	await page.getByText('合计 220，收回 210').waitFor();
	expect(await page.locator('input[name="home.issued"]').inputValue()).toBe('220');
	await expectNoAxeViolations(page);
	await fillForm(page);
	await page.waitForURL(/\/office\/history\/[^/]+\?done/);
	await addScan(page);
	await look(page, 'history-waits-phone');
	const address = page.url().split('?')[0] ?? '';

	const county = await office.signedIn('xian');
	await county.goto(address);
	await look(county, 'history-decide-desktop');
	await county.locator('summary', { hasText: '退回' }).click();
	await county.getByLabel('理由').fill('收回数看不清，请重新扫描');
	await county.locator('form[action="?/refuse"] button').first().click();
	await county.getByText('已退回').first().waitFor();

	await page.goto(address);
	await page.getByText('收回数看不清').waitFor();
	await page.getByRole('link', { name: '更正后重新提交' }).click();
	await page.waitForURL(/replaces=/);
	expect(await page.locator('input[name="home.satisfied"]').inputValue()).toBe('180');
	await page.getByRole('button', { name: /^保存/ }).click();
	await page.waitForURL(/\/office\/history\/[^/]+\?done/);
	await addScan(page);
	const again = page.url().split('?')[0] ?? '';

	await county.goto(again);
	await county.locator('summary', { hasText: /^\s*批准/ }).click();
	await county.locator('form[action="?/approve"] button').first().click();
	await county.getByText('已批准，从现在起作数').waitFor();
	await look(county, 'history-approved-desktop');
	await page.context().close();
	await county.context().close();
});

test('the list is decided on by ticks, and what waits is no figure of the union’s trend', async () => {
	const page = await office.signedIn('xian', phone);
	await page.goto(`${office.server.url}/office/history`);
	await look(page, 'history-list-phone');
	await page.context().close();
	const county = await office.signedIn('xian', desktop);
	await county.goto(`${office.server.url}/office/history`);
	await look(county, 'history-list-desktop');
	await rowOf(county, '顺达物流').getByRole('checkbox').check();
	await county.getByRole('button', { name: '批准勾选的' }).click();
	await county.getByText('还没有佐证材料').first().waitFor();
	await rowOf(county, '顺达物流').getByRole('checkbox').check();
	await county.getByRole('button', { name: '退回勾选的' }).click();
	await county.getByText('请写明理由').waitFor();
	const mine = rowOf(county, '云溪纺织');
	const waiting = await mine.count();
	await mine.first().getByRole('link').first().click();
	await county.getByRole('link', { name: '云溪纺织有限公司工会' }).click();
	await county.getByText('历年数据（表）').click();
	await county.getByText('批准前不显示数字').first().waitFor();
	await screenshot(county, 'history-trend-desktop');
	await county.goto(`${office.server.url}/office/history`);
	for (const box of await mine.getByRole('checkbox').all()) await box.check();
	await county.getByRole('button', { name: '批准勾选的' }).click();
	await county.getByText(`已批准 ${waiting} 条`).waitFor();
	await county.context().close();
});

test('a spreadsheet is checked by row and column before anything is entered', async () => {
	const page = await office.signedIn('xian');
	await page.goto(`${office.server.url}/office/history`);
	await page.getByRole('link', { name: '从表格导入' }).click();
	await page.waitForURL(/history\/import$/);
	const upload = async (...rows: string[]) => {
		const header = '组织代码,年度,评议内容,应参评,发放,收回,满意,基本满意,不满意';
		const buffer = Buffer.from([header, ...rows].join('\n'));
		const file = { name: '历年.csv', mimeType: 'text/csv', buffer };
		await page.getByLabel(/^表格文件/).setInputFiles(file);
		await page.getByRole('button', { name: '检查' }).click();
	};
	const good = `YX-03-02,${year},会员评家,110,110,100,80,15,5`;
	await upload(good, `YX-03-03,${year},会员评家,80,80,81,70,5,5`);
	await rowOf(page, '对不上').waitFor();
	await look(page, 'history-import-desktop');
	await upload(good);
	await page.getByRole('button', { name: '导入 1 行' }).click();
	await page.waitForURL(/\/office\/history\?/);
	await rowOf(page, '溪桥中学')
		.filter({ hasText: String(year) })
		.waitFor();
	await page.context().close();
});

test('a scan is for those in whose reach its union is', async () => {
	const county = await office.signedIn('xian');
	await county.goto(`${office.server.url}/office/history?state=pending&q=管理委员会`);
	await rowOf(county, '开发区管理委员会').getByRole('link').first().click();
	await county.waitForURL(/\/office\/history\/[^?]+$/);
	const scan = county.getByRole('link', { name: /汇总表\.pdf$/ });
	const address = `${office.server.url}${await scan.getAttribute('href')}`;
	const answer = await county.request.get(address);
	expect(answer.status()).toBe(200);
	expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
	const page = county.url();
	await county.context().close();
	const stranger = await office.signedIn('ganshi');
	for (const place of [address, page])
		expect((await stranger.request.get(place)).status()).toBe(404);
	await stranger.context().close();
});
