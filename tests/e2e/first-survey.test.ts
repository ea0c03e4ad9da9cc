import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { newPassword, setUpAs } from './support/login';
import {
	createAccount,
	createUnion,
	expectState,
	registerChair,
	setPublicAddress
} from './support/office';
import { startServer, type Server } from './support/server';
import { readCodes } from './support/slips';

/*
 * A chair who has never seen the office opens this year's survey with printed slips, by what is on the screen alone: nothing
 * is known but the address, the user name and the one-time password. Everything they press and type is counted.
 */

const MEMBERS = 24;
const windows = [
	['desktop', desktop],
	['phone', phone]
] as const;

/** Somebody at a screen who may press what they see and fill in what is asked, and nothing else. */
class Newcomer {
	pressed: string[] = [];
	typed: string[] = [];
	readonly page: Page;
	readonly #size: string;

	constructor(page: Page, size: string) {
		this.page = page;
		this.#size = size;
	}

	async press(role: 'link' | 'button' | 'summary', name: string): Promise<void> {
		const found =
			role === 'summary'
				? this.page.locator('summary', { hasText: name })
				: this.page.getByRole(role, { name, exact: true });
		await found.first().click();
		this.pressed.push(name);
	}

	async type(label: string, text: string): Promise<void> {
		await this.page.getByLabel(label, { exact: true }).fill(text);
		this.typed.push(label);
	}

	/** Keeps what they see; the heading tells where they are. */
	async sees(heading: string | RegExp): Promise<void> {
		await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
		const number = String(this.pressed.length).padStart(2, '0');
		await screenshot(this.page, `first-survey-${this.#size}-${number}`);
	}
}

let server: Server;
let browser: Browser;
let admin: BrowserContext;
beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
	admin = await desktop(browser);
	const page = await admin.newPage();
	await setUpAs(page, server);
	await setPublicAddress(page, server.url, 'https://pingjia.example');
	await page.close();
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

/** A union with its chair, as the administrator sets them up; gives the chair's one-time password. */
async function prepare(code: string, username: string): Promise<string> {
	const page = await admin.newPage();
	const kind = 'grassroots:enterprise';
	const union = { name: `${code}机械厂工会`, code, kind, memberCount: MEMBERS, parent: 'ROOT' };
	const id = await createUnion(page, server.url, union);
	const chair = { name: '王建国', startedOn: '2023-03-01' };
	await registerChair(page, `${server.url}/office/unions/${id}`, chair);
	const account = { name: chair.name, username, role: 'chair', union: code };
	const password = await createAccount(page, server.url, account);
	await page.close();
	return password;
}

describe.each(windows)('a chair at a %s who has never seen it', (size, open) => {
	test('opens a survey with printed slips in nine presses', async () => {
		const username = `wang-${size}`;
		const password = await prepare(`JD-${size}`, username);
		const context = await open(browser);
		const chair = new Newcomer(await context.newPage(), size);
		await chair.page.goto(server.url + '/office');
		await chair.sees(/登录/);
		await chair.type('用户名', username);
		await chair.type('密码', password);
		await chair.press('button', '登录');
		await chair.sees('设置您的密码');
		await chair.type('一次性密码', password);
		await chair.type('新密码', newPassword(username));
		await chair.type('再输一次新密码', newPassword(username));
		await chair.press('button', '保存新密码');
		await chair.sees(/您好/);
		await chair.press('link', '开一份今年的问卷');
		await chair.sees('新建问卷');
		await chair.press('button', '保存，下一步印码');
		await chair.sees(/会员评家/);
		await chair.press('link', '印码');
		await chair.sees('印码');
		await chair.press('button', '生成码并打印');
		await chair.page.locator('.end').waitFor();
		await screenshot(chair.page, `first-survey-${size}-slips`);
		expect(await readCodes(chair.page)).toHaveLength(MEMBERS);
		await chair.press('link', '印好了，返回问卷');
		await chair.sees(/会员评家/);
		await chair.press('summary', '开启问卷');
		await chair.sees(/会员评家/);
		await chair.press('button', '确认开启');
		await expectState(chair.page, '进行中');
		await chair.sees(/会员评家/);
		expect(chair.typed).toHaveLength(5);
		expect(chair.pressed).toHaveLength(9);
		await context.close();
	});

	test('finds an explanation on the way, and what was filled in is still there', async () => {
		const username = `li-${size}`;
		const password = await prepare(`LI-${size}`, username);
		const context = await open(browser);
		const chair = new Newcomer(await context.newPage(), size);
		await chair.page.goto(`${server.url}/office/login`);
		await chair.type('用户名', username);
		await chair.type('密码', password);
		await chair.press('button', '登录');
		await chair.type('一次性密码', password);
		await chair.type('新密码', newPassword(username));
		await chair.type('再输一次新密码', newPassword(username));
		await chair.press('button', '保存新密码');
		await chair.press('link', '开一份今年的问卷');
		await chair.page.getByLabel('应参评人数').fill('23');
		for (const [label, answer] of [
			['三种方式的区别', '一次性码'],
			['参评率怎么算', '收回']
		] as const) {
			const opened = context.waitForEvent('page');
			await chair.page.getByRole('link', { name: label }).click();
			const help = await opened;
			const section = help.locator('section:target');
			await section.waitFor();
			expect(await section.innerText()).toContain(answer);
			await help.close();
		}
		expect(await chair.page.getByLabel('应参评人数').inputValue()).toBe('23');
		await context.close();
	});
});
