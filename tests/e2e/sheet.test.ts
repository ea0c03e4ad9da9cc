import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, phone, screenshot, type WindowOptions } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { loginAs } from './support/login';

/* The score sheet in a browser: typing, keys, a lost connection, two people at once, files, and no scripts. */

const year = new Date(Date.now() + 8 * 60 * 60 * 1000).getUTCFullYear();

let server: DemoServer;
let browser: Browser;
let sheetUrl = '';

type Open = (browser: Browser, options?: WindowOptions) => Promise<BrowserContext>;

async function signIn(username: string, open: Open = desktop, options = {}): Promise<Page> {
	const page = await (await open(browser, options)).newPage();
	await loginAs(page, server.url, username, server.passwordOf(username));
	return page;
}

/** A tablet at a site visit, held upright. */
const tablet: Open = (on, options) =>
	on.newContext({
		...{ viewport: { width: 768, height: 1024 }, hasTouch: true, isMobile: true },
		...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options }
	});

const score = (page: Page, id: string) => page.locator(`input[name="score.${id}"]`);
const note = (page: Page, id: string) => page.locator(`[id="note-score.${id}"]`);

async function openSheet(page: Page): Promise<void> {
	await page.goto(sheetUrl);
	// Scripts run once the page knows what was typed.
	await page.locator('form[data-live]').waitFor();
}

async function put(page: Page, id: string, value: string): Promise<void> {
	await score(page, id).fill(value);
	await note(page, id).getByText('已保存').waitFor();
}

beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
	const page = await signIn('zhuxi');
	await page
		.getByRole('link', { name: /纺织.*工会/ })
		.first()
		.click();
	await page.waitForURL(/\/office\/unions\/\w+$/);
	sheetUrl = `${page.url()}/assessments/${year}`;
	await page.context().close();
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

test('scores are typed with the keyboard alone and are saved by themselves', async () => {
	const page = await signIn('zhuxi');
	await openSheet(page);
	await score(page, 'organisation.1.1').focus();
	await page.keyboard.press('Control+A');
	await page.keyboard.type('1.5');
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(
		'score.organisation.1.2'
	);
	await page.keyboard.press('Control+A');
	await page.keyboard.type('9');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowUp');
	await note(page, 'organisation.1.1').getByText('已保存').waitFor();
	await note(page, 'organisation.1.2').getByText('未能保存：应为 0–2 分').waitFor();
	await page.keyboard.press('Control+A');
	await page.keyboard.type('0');
	await note(page, 'organisation.1.2').getByText('已保存').waitFor();
	const rate = page.locator('[name^="num-rate.0.organisation.1.1"]');
	await rate.fill('113');
	await page.locator('[name^="den-rate.0.organisation.1.1"]').fill('126');
	await page.getByText('113 / 126 = 89.68%').waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'sheet-self');
	await page.reload();
	expect(await score(page, 'organisation.1.1').inputValue()).toBe('1.5');
	expect(await page.getByText('未达标准').first().isVisible()).toBe(true);
	await page.context().close();
});

test('without a connection nothing is lost, and it is sent when the connection is back', async () => {
	const page = await signIn('zhuxi');
	await openSheet(page);
	await page.context().setOffline(true);
	await score(page, 'organisation.2.1').fill('0.5');
	await page.getByText('没有网络，1 项待发送').waitFor();
	await note(page, 'organisation.2.1').getByText('待发送').waitFor();
	await screenshot(page, 'sheet-offline');
	await page.context().setOffline(false);
	await note(page, 'organisation.2.1').getByText('已保存').waitFor();
	// A page that was closed meanwhile sends it when it is opened again.
	await page.context().setOffline(true);
	await score(page, 'organisation.2.2').fill('3.5');
	await page.getByText('没有网络，1 项待发送').waitFor();
	let warned = 0;
	page.on('dialog', (dialog) => {
		warned += 1;
		void dialog.accept();
	});
	await page.context().route('**/cells', (route) => route.abort());
	await page.context().setOffline(false);
	await page.goto(`${server.url}/office`);
	expect(warned).toBe(1);
	await page.context().unroute('**/cells');
	await openSheet(page);
	await note(page, 'organisation.2.2').getByText('已保存').waitFor();
	await page.reload();
	expect(await score(page, 'organisation.2.2').inputValue()).toBe('3.5');
	await page.context().close();
});

test('of two who change one cell the second is shown what the first put there', async () => {
	const [one, two] = [await signIn('zhuxi'), await signIn('ganshi')];
	await openSheet(one);
	await openSheet(two);
	const id = 'organisation.3.2';
	await put(one, id, '1');
	await score(two, id).fill('2.5');
	await note(two, id)
		.getByText(/云溪纺织 工会主席 .* 改为“1”/)
		.waitFor();
	await screenshot(two, 'sheet-conflict');
	await two.reload();
	// The draft is still there, and so is the conflict.
	await note(two, id).getByText('改为“1”').waitFor();
	expect(await score(two, id).inputValue()).toBe('2.5');
	await note(two, id).getByRole('button', { name: '用我的' }).click();
	await note(two, id).getByText('已保存').waitFor();
	await score(one, id).fill('3');
	await note(one, id).getByText('改为“2.5”').waitFor();
	await note(one, id).getByRole('button', { name: '用对方的' }).click();
	expect(await score(one, id).inputValue()).toBe('2.5');
	await one.goto(`${sheetUrl}/criteria/${id}`);
	const rows = one.locator('#changes tbody tr');
	expect(await rows.count()).toBeGreaterThan(1);
	expect(await rows.first().innerText()).toMatch(/工会干事[\s\S]*1\s*2\.5/);
	await expectNoAxeViolations(one);
	await screenshot(one, 'sheet-history');
	for (const page of [one, two]) await page.context().close();
});

test('a file is added at its criterion and opened again; what it is not is refused', async () => {
	const page = await signIn('ganshi', tablet);
	await openSheet(page);
	const row = page.locator('td.content', { has: page.locator('[id="note-remark.rights.1.1"]') });
	await row.locator('summary', { hasText: '备注、材料' }).click();
	const input = row.locator('input[type=file]');
	const content = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
	const forged = { name: '台账.pdf', mimeType: 'application/pdf', buffer: Buffer.from('PK') };
	await input.setInputFiles(forged);
	await row.getByRole('alert').getByText('不能用这个文件').waitFor();
	await input.setInputFiles({ ...forged, buffer: Buffer.concat([content, Buffer.alloc(600_000)]) });
	const link = row.getByRole('link', { name: '台账.pdf' });
	await link.waitFor();
	const href = (await link.getAttribute('href')) ?? '';
	const answer = await page.request.get(`${server.url}${href}`);
	expect(answer.status()).toBe(200);
	expect(answer.headers()['x-content-type-options']).toBe('nosniff');
	expect((await answer.body()).length).toBe(content.length + 600_000);
	await row.getByLabel('自查备注').fill('见台账第3卷');
	await page.locator('[id="note-remark.rights.1.1"]').getByText('已保存').waitFor();
	await page.locator('[name="exemption.organisation.3.1"]').evaluate((box) => {
		box.closest('details')?.setAttribute('open', '');
	});
	await page.locator('[name="exemption.organisation.3.1"]').check();
	await page.locator('[name="exemption-note.organisation.3.1"]').fill('职工不足200人');
	await page.locator('[id="note-exemption.organisation.3.1"]').getByText('已保存').waitFor();
	await page.getByText('得分 / 适用满分').waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'sheet-tablet');
	const stranger = await signIn('kaifaqu');
	const other = `${sheetUrl.replace(/unions\/\w+/, 'unions/nobody')}/evidence/${href.split('/').at(-1)}`;
	expect((await stranger.request.get(other)).status()).toBe(404);
	await page.goto(`${sheetUrl}/criteria/rights.1.1`);
	await screenshot(page, 'sheet-files');
	await page.locator('summary', { hasText: '删除' }).click();
	await page.getByText('不能恢复').waitFor();
	await page.getByRole('button', { name: '确认删除' }).click();
	await page.getByText('材料已删除').waitFor();
	expect((await page.request.get(`${server.url}${href}`)).status()).toBe(404);
	for (const one of [page, stranger]) await one.context().close();
});

test('a phone has it all, one criterion below the other', async () => {
	const page = await signIn('ganshi', phone);
	await openSheet(page);
	await put(page, 'work.1.1', '3');
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBeLessThanOrEqual(390);
	await screenshot(page, 'sheet-phone');
	await page.context().close();
});

test('the reviewer decides on 不适用 and scores beside 自查分', async () => {
	const page = await signIn('kaoping');
	await page.goto(`${server.url}/office/reviews?state=under_review`);
	await page.locator('main tbody a, main li a').first().click();
	await page.waitForURL(/\/office\/unions\//);
	const union = /unions\/(\w+)/.exec(page.url())?.[1] ?? '';
	await page.goto(`${server.url}/office/unions/${union}/assessments/${year}`);
	await page.locator('form[data-live]').waitFor();
	await put(page, 'effect.1.1', '3.5');
	await expectNoAxeViolations(page);
	await screenshot(page, 'sheet-review');
	await page.context().close();
});

test('without scripts the sheet is a form', async () => {
	const page = await signIn('ganshi');
	const plain = await desktop(browser, { javaScriptEnabled: false });
	await plain.addCookies(await page.context().cookies());
	const still = await plain.newPage();
	await still.goto(sheetUrl);
	await score(still, 'effect.2.1').fill('0.5');
	await score(still, 'effect.2.2').fill('7');
	await still.getByRole('button', { name: '保存自查分' }).click();
	await still.getByText('1 项没有保存').waitFor();
	await note(still, 'effect.2.1').getByText('已保存').waitFor();
	await note(still, 'effect.2.2').getByText('应为 0–1 分').waitFor();
	expect(await score(still, 'effect.2.2').inputValue()).toBe('7');
	await screenshot(still, 'sheet-no-scripts');
	for (const one of [page, still]) await one.context().close();
});
