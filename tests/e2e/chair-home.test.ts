import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { desktop, phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';
import { loginAs } from './support/login';
import { createAccount } from './support/office';

/** What the chair of a union of the demo county sees first, and the improvements (整改). */

const office = useDemoOffice();

const lastYear = new Date().getFullYear() - 1;

async function expectFits(page: Page): Promise<void> {
	const wide = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(wide, page.url()).toBeLessThanOrEqual(0);
}

test('the home page says what to do, how it stands and what is still due', async () => {
	const page = await office.signedIn('zhuxi');
	await page.getByRole('link', { name: '查看参评情况' }).waitFor();
	// Rounded as for everybody else.
	expect(
		await page
			.getByText(/^\d+0$/)
			.first()
			.innerText()
	).toMatch(/0$/);
	await page.getByRole('heading', { name: `${lastYear} 年会员评家` }).waitFor();
	await page.getByText('云溪经济开发区总工会所属同级工会').first().waitFor();
	await page.getByText('历年数据（表）').click();
	const history = page.getByRole('region', { name: '历年满意率和参评率' });
	await history.getByRole('columnheader', { name: '平均' }).waitFor();
	await page.getByText('逾期 12 天').waitFor();
	await page.waitForLoadState('networkidle');
	await expectNoAxeViolations(page);
	await expectFits(page);
	await screenshot(page, 'chair-home');
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectNoAxeViolations(page);
	await screenshot(page, 'chair-home-dark');
	await page.context().close();
});

test('on a phone a weak question becomes an improvement, which is published and closed', async () => {
	const page = await office.signedIn('ganshi', phone);
	await page.waitForLoadState('networkidle');
	await expectNoAxeViolations(page);
	await expectFits(page);
	await screenshot(page, 'chair-home-phone');
	await page
		.getByRole('link', { name: /^整改：/ })
		.first()
		.click();
	await page.waitForURL(/improvements\?year=\d{4}&question=/);
	const add = page.locator('#add');
	expect(await add.getByLabel('针对的题目').inputValue()).toMatch(/^home\./);
	await add.getByLabel('问题').fill('大事没有让大家知道');
	await add.getByLabel('整改措施').fill(' ');
	await add.getByLabel('责任人').fill('工会办公室');
	await add.getByLabel('完成时限').fill('2031-06-30');
	await add.getByRole('button', { name: '新增' }).click();
	// What is missing is said, and what was typed is still there.
	await page.getByText('请填写整改措施。').waitFor();
	expect(await add.getByLabel('问题').inputValue()).toBe('大事没有让大家知道');
	await expectNoAxeViolations(page);
	await add.getByLabel('整改措施').fill('每月公布一次');
	await add.getByRole('button', { name: '新增' }).click();
	await page.getByText('已新增。').waitFor();
	expect(await add.getByLabel('问题').inputValue()).toBe('');

	const item = page.getByRole('listitem').filter({ hasText: '大事没有让大家知道' });
	const press = async (label: string, text: string) => {
		await item.locator('summary', { hasText: label }).first().click();
		await item.getByRole('button', { name: label, exact: true }).click();
		await page.getByText(text).waitFor();
	};
	await press('公示', '已公示，会员');
	expect(await item.locator('summary', { hasText: '删除' }).count()).toBe(0);
	await item.locator('summary', { hasText: '办结' }).click();
	await item.getByLabel('结果').fill('已公布三次');
	await item.getByRole('button', { name: '办结' }).click();
	await page.getByText('已办结。').waitFor();
	await item.locator('summary', { hasText: '办理记录' }).click();
	await item.getByText('进度由“未开始”改为“已完成”').waitFor();
	await expectNoAxeViolations(page);
	await expectFits(page);
	await screenshot(page, 'improvements-phone');
	await page.emulateMedia({ colorScheme: 'dark' });
	await screenshot(page, 'improvements-phone-dark');
	await page.context().close();
});

test('the union above reads the improvements and has no button to change them', async () => {
	const page = await office.signedIn('kaifaqu');
	await page.goto(`${office.server.url}/office/unions`);
	await page.getByRole('link', { name: '云溪纺织有限公司工会' }).first().click();
	await page.getByRole('link', { name: '整改', exact: true }).click();
	await page.getByText('提了意见没有回音').waitFor();
	expect(await page.locator('summary', { hasText: '办结' }).count()).toBe(0);
	expect(await page.locator('form[action="?/add"]').count()).toBe(0);
	await expectNoAxeViolations(page);
	await screenshot(page, 'improvements');
	await page.context().close();
});

test('before the first survey the home page says how to begin', async () => {
	const page = await office.signedIn('xianganshi');
	await page.getByRole('link', { name: '开一份今年的问卷' }).waitFor();
	await page.getByText('三步').waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'chair-home-empty');
	await page.context().close();
});

test('a union too small to be shown, and one whose result was made void, are told what it means', async () => {
	const admin = await office.signedIn('admin');
	const visit = async (username: string, union: string) => {
		const { url } = office.server;
		const account = { name: `${union}主席`, username, role: 'chair', union };
		const password = await createAccount(admin, url, account);
		const page = await (await desktop(office.browser)).newPage();
		await loginAs(page, url, username, password);
		await page.getByRole('heading', { name: '上次结果' }).waitFor();
		await page.waitForLoadState('networkidle');
		await expectNoAxeViolations(page);
		await screenshot(page, `chair-home-${username}`);
		return page;
	};
	const small = await visit('xiao', '邻里社会工作服务中心工会');
	expect(await small.getByText('不显示', { exact: true }).count()).toBeGreaterThan(0);
	expect(await small.getByText('强项和弱项').count()).toBe(0);
	const fallen = await visit('zuofei', '博远汽车零部件有限公司工会');
	await fallen.getByText(`${lastYear} 年会员评家已作废`).waitFor();
	for (const page of [admin, small, fallen]) await page.context().close();
});
