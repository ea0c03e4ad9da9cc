import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import SQLite from 'better-sqlite3';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, screenshot } from './support/browser';
import { request } from './support/http';
import { loginAs, newPassword, setUpAs } from './support/login';
import { startServer, type Server } from './support/server';

/* How staff get in, walked by the pages: set-up, invitation, password, second factor, sessions, roles. */

let server: Server;
let browser: Browser;
let admin: Page;
beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	admin = await (await desktop(browser)).newPage();
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

const at = (path: string) => `${server.url}${path}`;

function inDatabase(sql: string, ...values: unknown[]): void {
	const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'));
	try {
		database.prepare(sql).run(...values);
	} finally {
		database.close();
	}
}

const SIZES = [
	['phone', 390],
	['desktop', 1280]
] as const;

/** Pictures of a page as a phone and a desk see it, light and dark; nothing may be wrong or wider than the window. */
async function lookAt(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const [device, width] of SIZES) {
			await page.setViewportSize({ width, height: 900 });
			await page.emulateMedia({ colorScheme });
			await screenshot(page, `accounts-${name}-${device}-${colorScheme}`);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
				width
			);
			await expectNoAxeViolations(page);
		}
	await page.emulateMedia({ colorScheme: 'light' });
}

test('the first administrator is made by the link of the first start, and by nobody else', async () => {
	expect((await request(at('/office/setup/guess'))).status).toBe(404);
	await admin.goto(at('/office/login'));
	await admin.getByText('平台还没有账号').waitFor();
	await admin.goto(at(server.setupPath));
	await admin.locator('[name=union]').fill('江东市总工会');
	await admin.locator('[name=name]').fill('林敏');
	await admin.locator('[name=username]').fill('linmin');
	for (const name of ['password', 'repeated'])
		await admin.locator(`[name=${name}]`).fill('Admin@123456');
	await admin.getByRole('button', { name: '完成设置' }).click();
	await admin.getByText('不够强').waitFor();
	// What was typed is there still, passwords are not sent back.
	expect(await admin.locator('[name=union]').inputValue()).toBe('江东市总工会');
	expect(await admin.content()).not.toContain('Admin@123456"');
	await lookAt(admin, 'setup');
	await setUpAs(admin, server);
	await admin.getByText('设置完成，您已登录').waitFor();
	await lookAt(admin, 'after-setup');
	for (const cookie of [
		'',
		(await admin.context().cookies()).map((one) => `${one.name}=${one.value}`).join('; ')
	])
		expect((await request(at(server.setupPath), { headers: { cookie } })).status).toBe(404);
	const form = { union: '冒名', name: '甲', username: 'mallory', password: 'x', repeated: 'x' };
	const headers = { origin: server.url };
	expect((await request(at(server.setupPath), { headers, form })).body).toContain('没有找到');
});

test('an invitation is made, handed over and used once', async () => {
	await admin.goto(at('/office/invitations'));
	await lookAt(admin, 'no-invitations');
	await admin.getByRole('link', { name: '新邀请' }).click();
	await admin.locator('[name=name]').fill('陈静');
	await admin.locator('[name=role0]').selectOption('staff');
	await admin.locator('[name=union0]').fill('ROOT');
	await lookAt(admin, 'new-invitation');
	await admin.getByRole('button', { name: '做邀请链接' }).click();
	const link = await admin.getByLabel('邀请链接', { exact: true }).inputValue();
	const path = new URL(link).pathname;
	await lookAt(admin, 'invitation');
	await admin.goto(at('/office/invitations'));
	expect(await admin.content()).not.toContain(path);
	await lookAt(admin, 'invitations');

	const chen = await (await desktop(browser)).newPage();
	await chen.goto(at(path));
	expect(await chen.locator('[name=name]').inputValue()).toBe('陈静');
	await lookAt(chen, 'accept');
	await chen.locator('[name=username]').fill('chenjing');
	for (const name of ['password', 'repeated'])
		await chen.locator(`[name=${name}]`).fill(newPassword('chenjing'));
	await chen.getByRole('button', { name: '建立账号并登录' }).click();
	await chen.waitForURL(at('/office'));
	await chen.context().close();
	const again = await request(at(path));
	expect([again.status, again.body]).toEqual([404, expect.stringContaining('已失效')]);
});

test('after the login one is where one wanted to go, and never on another site', async () => {
	const page = await (await desktop(browser)).newPage();
	const signIn = async () => {
		await page.locator('[name=username]').fill('chenjing');
		await page.locator('[name=password]').fill(newPassword('chenjing'));
		await page.getByRole('button', { name: '登录', exact: true }).click();
	};
	await page.goto(at('/office/help?x=1#accounts'));
	await page.getByText('登录后回到刚才的页面').waitFor();
	await lookAt(page, 'login');
	await signIn();
	await page.waitForURL(/\/office\/help\?x=1/);
	for (const next of [
		'//evil.example',
		'https://evil.example/office/',
		'/office/../evil',
		'/office/logout'
	]) {
		await page.context().clearCookies();
		await page.goto(at(`/office/login?next=${encodeURIComponent(next)}`));
		await signIn();
		await page.waitForURL(at('/office'));
	}
	await page.context().close();
});

test('a second factor is set up, asked for, and a recovery code stands in for it once', async () => {
	const page = await (await desktop(browser)).newPage();
	await loginAs(page, server.url, 'chenjing', newPassword('chenjing'));
	await page.goto(at('/office/account'));
	await lookAt(page, 'account');
	await page.getByRole('link', { name: '启用两步验证' }).click();
	await page.locator('[name=current]').fill(newPassword('chenjing'));
	await page.getByRole('button', { name: '开始启用' }).click();
	await page.getByText('用手机扫码').waitFor();
	await lookAt(page, 'second-factor');
	const shown = await page.locator('.font-mono').innerText();
	const secret = Secret.fromBase32(shown.replace(/\s/g, ''));
	await page.locator('[name=code]').fill('000000');
	await page.getByRole('button', { name: '启用' }).click();
	await page.getByText('验证码不对').waitFor();
	await page.locator('[name=code]').fill(new TOTP({ secret }).generate());
	await page.getByRole('button', { name: '启用' }).click();
	await page.getByText('请现在抄下').waitFor();
	const codes = await page.locator('ul.font-mono li').allInnerTexts();
	expect(codes).toHaveLength(8);
	await lookAt(page, 'recovery-codes');
	await page.context().clearCookies();

	await page.goto(at('/office/login'));
	await page.locator('[name=username]').fill('chenjing');
	await page.locator('[name=password]').fill(newPassword('chenjing'));
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.waitForURL(/login\/code/);
	// Nothing else is open yet.
	await page.goto(at('/office/account'));
	expect(page.url()).toContain('/office/login?next=');
	await page.goto(at('/office/login/code'));
	await lookAt(page, 'code');
	await page.locator('[name=code]').fill('not-a-code');
	await page.getByRole('button', { name: '继续' }).click();
	await page.getByText('验证码不对').waitFor();
	await page.locator('[name=code]').fill(codes[0] ?? '');
	await page.getByRole('button', { name: '继续' }).click();
	await page.waitForURL(at('/office'));
	await page.goto(at('/office/account'));
	await page.getByText('恢复码还剩 7 个').waitFor();
	await page.context().close();
});

test('a form that comes too late is not lost, and the page of an absent person shuts itself', async () => {
	const page = await (await desktop(browser)).newPage();
	await page.clock.install();
	await loginAs(page, server.url, 'admin', newPassword('admin'));
	await page.goto(at('/office/account'));
	// What is kept is kept by the page's script.
	await page.waitForLoadState('networkidle');
	await page.locator('[name=name]').fill('林敏敏');
	inDatabase('delete from session');
	await page.getByRole('button', { name: '保存姓名' }).click();
	await page.getByText('填写的内容还在').waitFor();
	expect(await page.locator('[name=name]').inputValue()).toBe('林敏敏');
	await page.clock.fastForward('31:00');
	await page.clock.fastForward('02:00');
	await page.getByRole('heading', { name: '登录已经到时' }).waitFor();
	await lookAt(page, 'idle');
	const [other] = await Promise.all([
		page.context().waitForEvent('page'),
		page.getByRole('link', { name: '重新登录' }).click()
	]);
	await loginAs(other, server.url, 'admin', newPassword('admin'));
	await other.close();
	await page.evaluate(() => window.dispatchEvent(new Event('focus')));
	await page.getByRole('heading', { name: '登录已经到时' }).waitFor({ state: 'detached' });
	await page.getByRole('button', { name: '保存姓名' }).click();
	await page.getByText('姓名已保存').waitFor();
	await page.getByText('全部退出…').click();
	await page.getByRole('button', { name: '全部退出' }).click();
	await page.getByText('所有设备上的登录都已退出').waitFor();
	await page.context().close();
	admin = await (await desktop(browser)).newPage();
	await loginAs(admin, server.url, 'admin', newPassword('admin'));
});

test('somebody with two roles chooses one, and pages follow it', async () => {
	inDatabase(
		`insert into role select id, (select id from "union" limit 1), 'supervisor' from "user" where username = 'admin'`
	);
	await admin.goto(at('/office'));
	const navigation = admin.getByRole('navigation', { name: '主导航' });
	await navigation.getByRole('link', { name: '设置' }).waitFor();
	await admin.locator('details.dropdown summary').click();
	await lookAt(admin, 'roles');
	await admin.reload();
	await admin.locator('details.dropdown summary').click();
	await admin.getByRole('button', { name: /^✓?\s*上级工会/ }).click();
	await navigation.getByRole('link', { name: '设置' }).waitFor({ state: 'detached' });
	// What is allowed does not change.
	await admin.goto(at('/office/settings/sign-in'));
	await admin.locator('[name=idleMinutes]').fill('2');
	await admin.getByRole('button', { name: '保存规定' }).click();
	await admin.getByText('请填 5 至 240').waitFor();
	expect(await admin.locator('[name=idleMinutes]').inputValue()).toBe('2');
	await lookAt(admin, 'sign-in-rules');
	await admin.locator('[name=idleMinutes]').fill('20');
	await admin.getByRole('button', { name: '保存规定' }).click();
	await admin.getByText('已保存').waitFor();
	await admin.locator('details.dropdown summary').click();
	await admin.getByRole('button', { name: '全部角色' }).click();
	await navigation.getByRole('link', { name: '设置' }).waitFor();
});

test('administrators see who is locked or disabled, unlock, and take a second factor away', async () => {
	const headers = { origin: server.url };
	const wrong = { username: 'chenjing', password: 'wrong' };
	for (let n = 0; n < 5; n++) await request(at('/office/login'), { headers, form: wrong });
	const refused = await request(at('/office/login'), { headers, form: wrong });
	expect([refused.status, refused.body]).toEqual([429, expect.stringContaining('以后才能再试')]);
	inDatabase(
		`update login_lock set failures = 10, locked_until = ?`,
		new Date(Date.now() + 600_000).toISOString()
	);
	await admin.goto(at('/office/accounts'));
	await admin.getByText('锁定到').waitFor();
	await lookAt(admin, 'list');
	await admin.getByRole('link', { name: 'chenjing' }).click();
	await lookAt(admin, 'locked');
	await admin.getByRole('button', { name: '解锁' }).click();
	await admin.getByText('账号已解锁').waitFor();
	await admin.locator('summary', { hasText: '解除两步验证' }).click();
	await admin.getByRole('button', { name: '解除', exact: true }).click();
	await admin.getByText('两步验证已解除').waitFor();
	await admin.locator('summary', { hasText: '停用账号' }).click();
	await admin.getByRole('button', { name: '停用', exact: true }).click();
	await admin.getByText(/起停用，由.+办理/).waitFor();
	await admin.goto(at('/office/help'));
	await expectNoAxeViolations(admin);
});

test('the only administrator who lost the password is let in again from the server', async () => {
	const rescue = (username: string) =>
		promisify(execFile)(process.execPath, ['src/start.ts', '--rescue', username], {
			env: { ...process.env, DATA_DIR: server.dataDir, PORT: String(server.port) }
		});
	await expect(rescue('nobody')).rejects.toMatchObject({ code: 1 });
	const { stdout } = await rescue('admin');
	expect(stdout).not.toContain('running at');
	const password = /一次性密码: (\S+)/.exec(stdout)?.[1] ?? '';
	expect(server.output()).not.toContain(password);
	await admin.goto(at('/office'));
	await admin.waitForURL(/login/);
	await admin.locator('[name=username]').fill('admin');
	await admin.locator('[name=password]').fill(password);
	await admin.locator('[name=password]').press('Enter');
	await admin.waitForURL(/office\/password/);
});
