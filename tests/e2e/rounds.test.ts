import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { loginAs } from './support/login';
import { confirm, createAccount } from './support/office';
import { applyForRound, dayFromNow, scoreAll } from './support/rounds';

/*
 * 申报 to 已确定 and 复评, by the pages alone: a union of the demo county applies, fills its sheet in and hands it in; the
 * county assigns a reviewer, who scores; the county decides. Everybody works in a window of their own.
 */

const UNION = '华盛新材料科技有限公司工会';
const year = new Date(Date.now() + 8 * 60 * 60 * 1000).getUTCFullYear();

let server: DemoServer;
let browser: Browser;
const contexts: BrowserContext[] = [];
let [chair, county, reviewer]: (Page | undefined)[] = [];
let unionUrl = '';
let roundUrl = '';

function here(page: Page | undefined): Page {
	if (!page) throw new Error('not signed in');
	return page;
}

async function signIn(username: string, password: string, open = desktop): Promise<Page> {
	const context = await open(browser);
	contexts.push(context);
	const page = await context.newPage();
	await loginAs(page, server.url, username, password);
	return page;
}

async function state(page: Page): Promise<string> {
	return page.locator('ol.steps [aria-current=step] span span').first().innerText();
}

beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
	const admin = await signIn('admin', server.passwordOf('admin'));
	const union = 'YX-01-06';
	const account = { name: '邹洁', username: 'zoujie', role: 'chair', union };
	const password = await createAccount(admin, server.url, account);
	county = await signIn('xian', server.passwordOf('xian'));
	reviewer = await signIn('kaoping', server.passwordOf('kaoping'));
	chair = await signIn('zoujie', password);
	await chair.getByRole('link', { name: UNION }).first().click();
	await chair.waitForURL(/\/office\/unions\/\w+$/);
	unionUrl = chair.url();
});
afterAll(async () => {
	for (const context of contexts) await context.close();
	await browser.close();
	await server.stop();
});

test('the county sees how its round comes along, and finds unions by name and state', async () => {
	const page = here(county);
	await screenshot(page, 'rounds-home-county');
	await expectNoAxeViolations(page);
	await page.getByRole('link', { name: /的考核批次/ }).click();
	await page.getByRole('heading', { name: '考核批次' }).waitFor();
	await screenshot(page, 'rounds-list');
	await expectNoAxeViolations(page);
	await page.getByRole('link', { name: `${year} 年 基层工会` }).click();
	await page.getByRole('heading', { name: '参加的工会' }).waitFor();
	roundUrl = page.url();
	await screenshot(page, 'rounds-round');
	await expectNoAxeViolations(page);
	await page.locator('[name=q]').fill('华盛新材料');
	await page.getByRole('button', { name: '查找' }).click();
	await page.waitForURL(/q=/);
	expect(await page.locator('tbody tr').count()).toBe(1);
	expect(await page.locator('tbody tr').innerText()).toContain('未申报');
});

test('a second round for the same unions is refused, and what was typed comes back', async () => {
	const page = here(county);
	await page.goto(roundUrl.replace(/\/[^/]+$/, ''));
	await page.locator('[name=level]').selectOption('intermediate');
	const days = { selfFrom: 1, selfTo: 2, reviewFrom: 1, reviewTo: 1 };
	for (const [name, offset] of Object.entries(days))
		await page.locator(`[name=${name}]`).fill(dayFromNow(offset));
	await page.getByRole('button', { name: '开设批次' }).click();
	await page.getByText('考评不能在自查结束以前结束').waitFor();
	await page.locator('[name=reviewTo]').fill(dayFromNow(9));
	await page.getByRole('button', { name: '开设批次' }).click();
	await page.getByText('同一年度、同一级工会已有批次').waitFor();
	expect(await page.locator('[name=level]').inputValue()).toBe('intermediate');
	expect(await page.locator('[name=reviewTo]').inputValue()).toBe(dayFromNow(9));
	await screenshot(page, 'rounds-overlap');
});

test('the chair applies, fills in, is told what is empty, and hands in', async () => {
	const page = here(chair);
	await page.goto(`${unionUrl}/applications/${year}`);
	await screenshot(page, 'rounds-apply');
	await applyForRound(page, unionUrl);
	await confirm(page, '撤回申报', '确认撤回');
	await page.getByText('申报已撤回').waitFor();
	await screenshot(page, 'rounds-withdrawn');
	await applyForRound(page, unionUrl);
	expect(await state(page)).toBe('自查中');
	await page.getByRole('link', { name: '填自查分' }).click();
	await page.waitForURL(/assessments/);
	await page.getByRole('textbox', { name: '自查分' }).first().fill('1.5');
	await page.getByRole('button', { name: '保存自查分' }).click();
	await page.getByText('已保存 1 项').waitFor();
	await page.getByRole('link', { name: '申报与考评进度' }).click();
	await page.locator('summary', { hasText: '提交自查' }).click();
	await page.getByText('空着的项目就这样提交').waitFor();
	await screenshot(page, 'rounds-submit');
	await expectNoAxeViolations(page);
	await page.goto(`${unionUrl}/assessments/${year}`);
	await scoreAll(page, '自查分');
	await page.goto(`${unionUrl}/applications/${year}`);
	await confirm(page, '提交自查', '确认提交');
	await page.getByText('自查已提交，等待考评。').first().waitFor();
	expect(await state(page)).toBe('已提交');
	await page.goto(`${unionUrl}/assessments/${year}`);
	expect(await page.getByRole('textbox').count()).toBe(0);
	await screenshot(page, 'rounds-sheet-submitted');
});

test('a reviewer sees the sheet once it is assigned, and no earlier', async () => {
	const [boss, page] = [here(county), here(reviewer)];
	const sheet = `${unionUrl}/assessments/${year}`;
	expect((await page.goto(sheet))?.status()).toBe(404);
	await boss.goto(`${roundUrl}?q=YX-01-06`);
	await boss.getByRole('checkbox', { name: `选中${UNION}` }).check();
	await boss
		.locator('fieldset [name=reviewer]')
		.selectOption({ label: '县总工会 考评员（云溪县总工会）' });
	await boss.getByRole('button', { name: '分配', exact: true }).click();
	await boss.getByText('已分配 1 家').waitFor();
	await screenshot(boss, 'rounds-assigned');
	expect((await page.goto(sheet))?.status()).toBe(200);
	// Who will come is told to the union when they begin, not before.
	await here(chair).goto(`${unionUrl}/applications/${year}`);
	expect(await here(chair).locator('main').innerText()).not.toContain('县总工会 考评员');
	await page.goto(`${server.url}/office`);
	await screenshot(page, 'rounds-home-reviewer');
	await page.getByRole('link', { name: '我的考评' }).first().click();
	await page.getByRole('heading', { name: '我的考评' }).waitFor();
	await screenshot(page, 'rounds-reviews');
	await expectNoAxeViolations(page);
});

test('the reviewer scores every criterion, and the county decides; nobody writes afterwards', async () => {
	const [boss, page] = [here(county), here(reviewer)];
	await page.goto(`${unionUrl}/applications/${year}`);
	await page.getByRole('button', { name: '开始考评' }).click();
	await page.getByText('考评已开始').waitFor();
	await screenshot(page, 'rounds-review');
	await boss.goto(`${unionUrl}/applications/${year}`);
	expect(await boss.locator('summary', { hasText: '确定考评结果' }).count()).toBe(0);
	await page.getByRole('link', { name: '打分' }).click();
	await page.waitForURL(/assessments/);
	await scoreAll(page, '考评分');
	await boss.reload();
	await screenshot(boss, 'rounds-decide');
	await expectNoAxeViolations(boss);
	await confirm(boss, '确定考评结果', '确认');
	await boss.getByText('考评结果已确定').first().waitFor();
	expect(await state(boss)).toBe('已确定');
	await page.reload();
	expect(await page.getByRole('textbox').count()).toBe(0);
	const own = here(chair);
	await own.goto(`${unionUrl}/applications/${year}`);
	expect(await own.locator('main').innerText()).toMatch(/考评结果已确定：\s*\d/);
	await screenshot(own, 'rounds-decided');
});

test('a chair sees no other union’s sheet or application, whatever the address', async () => {
	const page = here(chair);
	await here(county).goto(`${roundUrl}?state=decided`);
	const links = await here(county).locator('tbody th a').all();
	for (const link of links.slice(0, 3)) {
		const address = (await link.getAttribute('href')) ?? '';
		if (`${server.url}${address}`.startsWith(unionUrl)) continue;
		for (const path of [address, address.replace('applications', 'assessments')])
			expect((await page.goto(`${server.url}${path}`))?.status()).toBe(404);
	}
	expect((await page.goto(roundUrl))?.status()).toBe(404);
});

test('many are started and settled at once, and what is not settled is named', async () => {
	const page = here(county);
	const tickAll = async () => {
		await page.getByRole('checkbox', { name: '选中本页全部已申报的工会' }).check();
		return page.locator('tbody [name=application]').count();
	};
	await page.goto(`${roundUrl}?state=submitted`);
	const submitted = await tickAll();
	await page.getByRole('button', { name: '开始考评' }).click();
	await page.getByText(`已开始考评 ${submitted} 家`).waitFor();
	await page.goto(`${roundUrl}?state=under_review`);
	const open = await tickAll();
	await page.getByRole('button', { name: '确定考评结果' }).click();
	await page.getByText('请先勾选“已核对”').waitFor();
	await tickAll();
	await page.locator('[name=confirmed]').check();
	await page.getByRole('button', { name: '确定考评结果' }).click();
	await page.getByText('没有办成').waitFor();
	expect(await page.locator('main').innerText()).toMatch(/工会：.*没有考评分/);
	await screenshot(page, 'rounds-many');
	await expectNoAxeViolations(page);
	await page.goto(`${roundUrl}?state=under_review`);
	expect(await page.locator('tbody [name=application]').count()).toBeLessThanOrEqual(open);
	await page.emulateMedia({ colorScheme: 'dark' });
	await screenshot(page, 'rounds-many-dark');
	await page.emulateMedia({ colorScheme: 'light' });
});

test('a decided sheet stays as it was, and says what is measured otherwise since', async () => {
	const page = here(county);
	const idOf = async (code: string) => {
		await page.goto(`${server.url}/office/unions?q=${code}`);
		const link = page.locator('tbody tr', { hasText: code }).first().locator('a').first();
		return ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? '';
	};
	const [zone, unit] = [await idOf('YX-01'), await idOf('YX-01-07')];
	const sheet = `${server.url}/office/unions/${zone}/assessments/${year}`;
	await page.goto(sheet);
	expect(await page.locator('main').innerText()).not.toContain('实测数据有变化');
	await page.goto(`${server.url}/office/unions/${unit}/edit`);
	await page.locator('[name=independent]').uncheck();
	await page.getByRole('button', { name: '保存' }).click();
	await page.waitForURL(/done=edited/);
	await page.goto(sheet);
	await page.getByText('考评确定后，实测数据有变化').waitFor();
	await screenshot(page, 'rounds-decided-notice');
	await expectNoAxeViolations(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await screenshot(page, 'rounds-decided-notice-dark');
	await page.emulateMedia({ colorScheme: 'light' });
});

test('on a phone the pages can be read and used', async () => {
	const page = await signIn('xian', server.passwordOf('xian'), phone);
	await screenshot(page, 'rounds-phone-home');
	await page.goto(roundUrl);
	await screenshot(page, 'rounds-phone-round');
	await expectNoAxeViolations(page);
	await page.goto(`${unionUrl}/applications/${year}`);
	await screenshot(page, 'rounds-phone-application');
	await page.goto(roundUrl.replace(/\/[^/]+$/, ''));
	await screenshot(page, 'rounds-phone-list');
	const small = await signIn('kaoping', server.passwordOf('kaoping'), phone);
	await small.goto(`${server.url}/office/reviews`);
	await screenshot(small, 'rounds-phone-reviews');
});
