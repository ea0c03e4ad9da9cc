import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsQR from 'jsqr';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { windowAt } from '$lib/domain/meeting-window';
import { windowToken } from '$lib/server/meetings/stamp';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { request } from './support/http';
import { loginAs, setUpAs } from './support/login';
import { fillBallot, sendBallot } from './support/member';
import {
	confirm,
	createAccount,
	createUnion,
	expectState,
	registerChair,
	setPublicAddress
} from './support/office';
import { startServer, type Server } from './support/server';

const accepted = '已收到，谢谢您';
let server: Server;
let browser: Browser;
beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

/** The chair's page and the supervisor's, each signed in, and the id of the union. */
async function signIn(): Promise<{ chair: Page; above: Page; union: string }> {
	const page = await (await desktop(browser)).newPage();
	await setUpAs(page, server);
	await setPublicAddress(page, server.url, server.url);
	const fields = { name: '江东机械厂工会', code: 'JD-001', kind: 'grassroots:enterprise' };
	const id = await createUnion(page, server.url, { ...fields, memberCount: 30, parent: 'ROOT' });
	const union = `${server.url}/office/unions/${id}`;
	await registerChair(page, union, { name: '王建国', startedOn: '2023-03-01' });
	const accounts = [
		{ name: '王建国', username: 'wangjianguo', role: 'chair', union: 'JD-001' },
		{ name: '李上级', username: 'lishangji', role: 'supervisor', union: 'ROOT' }
	];
	const pages: Page[] = [];
	for (const account of accounts) {
		const password = await createAccount(page, server.url, account);
		const own = await (await desktop(browser)).newPage();
		await loginAs(own, server.url, account.username, password);
		pages.push(own);
	}
	const [chair, above] = pages as [Page, Page];
	return { chair, above, union };
}

/** Drafted by the chair, agreed to by the union above, opened by the chair; the address of its control page. */
async function openMeeting({ chair, above, union }: Awaited<ReturnType<typeof signIn>>) {
	await chair.goto(`${union}/surveys/new`);
	await chair.locator('input[name=mode][value=meeting]').check();
	await chair.getByRole('button', { name: '保存草稿' }).click();
	await chair.waitForURL(/\/office\/surveys\/\w+$/);
	const survey = chair.url();
	expect(await chair.locator('main').innerText()).toContain('须先由上级工会同意');
	await above.goto(`${server.url}/office`);
	expect(await above.locator('main').innerText()).toMatch(/江东机械厂工会.*用现场码收票/);
	await screenshot(above, 'meeting-01-waiting-for-consent');
	await above
		.getByRole('link', { name: /江东机械厂工会/ })
		.first()
		.click();
	await above.waitForURL(survey);
	await above.locator('summary', { hasText: '同意' }).first().click();
	await above.locator('[name=reason]').first().fill('两位监票人在场');
	await above.getByRole('button', { name: '同意', exact: true }).click();
	await above.getByText('两位监票人在场').first().waitFor();
	await chair.reload();
	await screenshot(chair, 'meeting-02-draft');
	await confirm(chair, '开启问卷', '确认开启');
	await expectState(chair, '进行中');
	return survey;
}

async function sign(page: Page, attending: string, witnesses = ['陈敏', '王芳']): Promise<void> {
	await page.locator('[name=attending]').fill(attending);
	await page.locator('[name=witnessA]').fill(witnesses[0] ?? '');
	await page.locator('[name=witnessB]').fill(witnesses[1] ?? '');
	await page.getByRole('button', { name: '签认到会人数' }).click();
}

/** What a phone in the hall reads from the projected page: nothing but the picture. */
async function readScreen(screen: Page): Promise<string> {
	await screen.locator('.paper svg').waitFor();
	const picture = PNG.sync.read(await screen.screenshot());
	const found = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height);
	if (!found) throw new Error('no QR code on the projected page');
	return found.data;
}

interface Scanned {
	context: BrowserContext;
	page: Page;
}

async function scan(screen: Page, javaScriptEnabled = true): Promise<Scanned> {
	const context = await phone(browser, { javaScriptEnabled });
	const page = await context.newPage();
	await page.goto(await readScreen(screen));
	return { context, page };
}

async function heading(page: Page, text: string): Promise<void> {
	await page.getByRole('heading', { name: text }).waitFor();
}

test('a meeting is held', async () => {
	const office = await signIn();
	const { chair } = office;
	const survey = await openMeeting(office);
	const id = survey.split('/').at(-1) ?? '';
	const member = `${server.url}/s/${id}`;
	await screenshot(chair, 'meeting-03-open');

	await chair.getByRole('link', { name: '现场签到和投影' }).first().click();
	await chair.waitForURL(`${survey}/meeting`);
	await screenshot(chair, 'meeting-04-before-sign-off');
	await expectNoAxeViolations(chair);
	await sign(chair, '31');
	await chair.getByText('不能超过开启时固定的应参评人数').waitFor();
	expect(await chair.locator('[name=attending]').inputValue()).toBe('31');
	expect(await chair.locator('[name=witnessB]').inputValue()).toBe('王芳');
	await sign(chair, '2', ['陈敏', '陈敏']);
	await chair.getByText('不能是同一个人').waitFor();
	await sign(chair, '2');
	await chair.getByRole('link', { name: '打开投影页' }).waitFor();

	const screen = await chair.context().newPage();
	await screen.setViewportSize({ width: 1280, height: 720 });
	await screen.clock.install();
	await screen.goto(`${survey}/meeting/screen`);
	const address = await readScreen(screen);
	expect(address).toMatch(new RegExp(`^${member}\\?w=[0-9a-z]+-[0-9a-f]{20}$`));
	const box = await screen.locator('.paper svg').boundingBox();
	expect(box?.width).toBeGreaterThanOrEqual(400);
	await screenshot(screen, 'meeting-05-screen-1280');
	await expectNoAxeViolations(screen);
	await screen.setViewportSize({ width: 1024, height: 768 });
	expect((await screen.locator('.paper svg').boundingBox())?.width).toBeGreaterThanOrEqual(400);
	await screenshot(screen, 'meeting-06-screen-1024');
	const fits = await screen.evaluate(
		() =>
			document.documentElement.scrollWidth <= innerWidth &&
			document.documentElement.scrollHeight <= innerHeight
	);
	expect(fits).toBe(true);
	expect(await screen.locator('main').innerText()).toContain('收到的票不到 10 张');

	// With script: scan, take, lose the page, scan again, answer, scan again.
	const one = await scan(screen);
	await screenshot(one.page, 'meeting-07-take');
	await expectNoAxeViolations(one.page);
	await one.page.locator('#take').click();
	await one.page.waitForURL(member);
	await one.page.locator('#send').waitFor();
	await screenshot(one.page, 'meeting-08-ballot');
	const [cookie, ...others] = await one.context.cookies();
	expect(others).toEqual([]);
	expect(cookie).toMatchObject({
		...{ name: 'ticket', path: `/s/${id}`, httpOnly: true, sameSite: 'Lax', expires: -1 }
	});
	expect(cookie?.value).toMatch(/^[0-9a-f]{32}$/);
	await one.page.goto(await readScreen(screen));
	await one.page.locator('#send').waitFor();
	await fillBallot(one.page, { home: '1', chair: '2' });
	await sendBallot(one.page, accepted);
	await one.page.goto(await readScreen(screen));
	await heading(one.page, '这部手机已经交过票');
	await screenshot(one.page, 'meeting-09-done');

	// Without script, and the reply reloaded: the same receipt, one ballot.
	const two = await scan(screen, false);
	await two.page.locator('#take').click();
	await two.page.locator('#send').waitFor();
	await fillBallot(two.page, { home: '3', chair: '1' });
	await sendBallot(two.page, accepted);
	const receipt = await two.page.locator('.receipt').innerText();
	await two.page.reload();
	expect(await two.page.locator('.receipt').innerText()).toBe(receipt);
	await two.page.goto(member);
	await heading(two.page, '这部手机已经交过票');

	// A third phone: both tickets are given.
	const three = await scan(screen, false);
	await heading(three.page, '票已经发完');
	await screenshot(three.page, 'meeting-10-all-given');
	expect(await three.context.cookies()).toEqual([]);

	// A picture that was passed on, an address without a code, a code of nowhere.
	const pepper = readFileSync(join(server.dataDir, 'secrets', id, 'pepper'));
	const old = windowToken({ pepper, surveyId: id }, windowAt(Date.now()) - 3);
	const absent = await (await phone(browser, { javaScriptEnabled: false })).newPage();
	await absent.goto(`${member}?w=${old}`);
	await heading(absent, '这个二维码已经换了');
	await screenshot(absent, 'meeting-11-stale');
	await absent.goto(member);
	await heading(absent, '请扫会场屏幕上的二维码');
	await screenshot(absent, 'meeting-12-scan');
	expect((await request(`${member}?w=x`)).headers['set-cookie']).toBeUndefined();

	// Late comers are counted, and a phone that refuses cookies costs nobody a ticket.
	await chair.reload();
	await sign(chair, '3', ['陈敏', '赵强']);
	await chair.getByRole('cell', { name: '陈敏、赵强' }).waitFor();
	await screenshot(chair, 'meeting-13-signed-twice');
	await expectNoAxeViolations(chair);
	const refusing = await scan(screen, false);
	await refusing.context.clearCookies();
	await refusing.page.locator('#take').click();
	await heading(refusing.page, '没有领到票');
	await screenshot(refusing.page, 'meeting-14-no-cookie');
	const late = await scan(screen, false);
	await late.page.locator('#take').click();
	await late.page.locator('#send').waitFor();

	// The network goes: the next code still comes, then the page says that there is none.
	await screen.context().setOffline(true);
	await screen.clock.fastForward(95_000);
	await screen.getByText('二维码已停用').waitFor();
	await screenshot(screen, 'meeting-15-offline');
	await screen.context().setOffline(false);
	await screen.clock.fastForward(9_000);
	await screen.locator('.paper svg').waitFor();

	await screen.locator('summary', { hasText: '停止发票' }).click();
	await screen.getByRole('button', { name: '确认停止发票' }).click();
	await screen.waitForURL(/\/meeting/);
	await screen.goto(`${survey}/meeting/screen`);
	await screen.getByText('已停止发票').waitFor();
	await screenshot(screen, 'meeting-16-stopped');
	await absent.goto(`${member}?w=${windowToken({ pepper, surveyId: id }, windowAt(Date.now()))}`);
	await heading(absent, '现在不发票');

	// Who has a ticket still answers; then it is counted and accounted for.
	await fillBallot(late.page, { home: '2', chair: '2' });
	await sendBallot(late.page, accepted);
	await chair.goto(survey);
	await confirm(chair, '提前截止', '确认截止并计票');
	await expectState(chair, '已计票');
	await chair.goto(`${survey}/reconcile`);
	const account = await chair.locator('main').innerText();
	expect(account).toMatch(/签认到会\s*3 人/);
	expect(account).toMatch(/发票\s*3 张/);
	await screenshot(chair, 'meeting-17-account');
	await chair.goto(`${survey}/reconcile/protocol`);
	expect(await chair.locator('body').innerText()).toContain('第 2 次：到会 3 人');
	await screenshot(chair, 'meeting-18-protocol');
	// The phone keeps nothing of a survey that is over.
	await late.page.goto(member);
	await heading(late.page, '评议已截止');
	expect(await late.context.cookies()).toEqual([]);
	// No code of the hall and no ticket in what the server writes.
	expect(server.output()).not.toContain(cookie?.value ?? '-');
	expect(server.output()).not.toContain('?w=');
}, 240_000);
