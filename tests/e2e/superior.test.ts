import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { postBallot, readSubmissionId } from './support/ballot';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { loginAs } from './support/login';
import { sendBallot } from './support/member';
import { confirm, expectState } from './support/office';
import { readCodes } from './support/slips';

let browser: Browser;
let server: DemoServer;
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

async function signIn(username: string): Promise<Page> {
	const page = await (await desktop(browser)).newPage();
	await loginAs(page, server.url, username, server.passwordOf(username));
	return page;
}

function unionId(code: string): string {
	const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'), { readonly: true });
	try {
		return database.prepare('select id from "union" where code = ?').pluck().get(code) as string;
	} finally {
		database.close();
	}
}

/** As 复评 does, on any day of the year. */
function takeUpAgain(union: string): void {
	const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'));
	try {
		database.prepare(`update application set state = 'under_review' where union_id = ?`).run(union);
	} finally {
		database.close();
	}
}

/** What a page of the rated union's people could send, past every button that is not there. */
async function statusOf(page: Page, path: string, form?: Record<string, string>): Promise<number> {
	return page.evaluate(
		async ([address, fields]) => {
			const body = fields ? new URLSearchParams(fields) : null;
			const method = fields ? 'POST' : 'GET';
			// As the office's own pages post.
			const headers: Record<string, string> = fields ? { 'x-sveltekit-action': 'true' } : {};
			const answer = await fetch(address, { method, body, headers, redirect: 'manual' });
			if (!fields || answer.headers.get('content-type') !== 'application/json')
				return answer.status;
			const told = (await answer.json()) as { status?: number };
			return told.status ?? answer.status;
		},
		[path, form] as const
	);
}

const doors = ['open', 'schedule', 'unschedule', 'close', 'delete', 'consent', 'void'];

async function expectEveryDoorShut(page: Page, survey: string): Promise<void> {
	const base = new URL(survey).pathname;
	for (const door of doors)
		expect(await statusOf(page, `${base}?/${door}`, { reason: '试试' }), door).toBe(403);
	const posts: [string, Record<string, string>][] = [
		[`${base}/electors?/recount`, {}],
		[`${base}/electors/edit`, { scope: 'all' }],
		[`${base}/edit`, { title: '改' }],
		[`${base}/custody?/choose`, { custody: 'server' }],
		[`${base}/reconcile?/sign`, {}],
		[`${base}/reconcile?/leftover`, {}],
		[`${base}/paper?/enter`, {}],
		[`${base}/publication?/publish`, {}],
		[`${base}/publication?/take-down`, {}],
		[`${base}/comments?/redact`, {}],
		[`${base}/verify/bundle`, {}],
		[`${base}/slips/sheet`, { size: '3', kind: 'again', batchesBefore: '1' }]
	];
	for (const [path, form] of posts) expect(await statusOf(page, path, form), path).toBe(403);
	for (const path of ['/edit', '/electors/edit', '/slips', '/verify'])
		expect(await statusOf(page, base + path), path).toBe(403);
}

test('the union above runs it, the rated union only looks on, and it ends in the score sheet', async () => {
	const zone = unionId('YX-01');
	const supervisor = await signIn('xian');
	const rated = await signIn('kaifaqu');

	await supervisor.goto(`${server.url}/office/unions/${zone}`);
	await supervisor.getByRole('link', { name: '组织基层工会主席评议' }).click();
	await supervisor.getByRole('heading', { name: '组织下级工会主席评议' }).waitFor();
	await supervisor.getByLabel('标题').fill('请给开发区总工会打分');
	await supervisor.getByLabel(/指定类型/).check();
	for (const box of await supervisor.locator('[name=kinds]:checked').all()) await box.uncheck();
	await supervisor.getByRole('button', { name: '保存' }).click();
	await supervisor.getByText('请至少勾选一类工会').waitFor();
	expect(await supervisor.getByLabel('标题').inputValue()).toBe('请给开发区总工会打分');
	await supervisor.getByLabel(/事业/).check();
	await supervisor.getByText('结果一定不会显示').waitFor();
	await expectNoAxeViolations(supervisor);
	await screenshot(supervisor, 'superior-form-few');
	await supervisor.getByLabel('全部下级工会的主席').check();
	await supervisor.getByText('即应参评人数').waitFor();
	await screenshot(supervisor, 'superior-form');
	await supervisor.getByRole('button', { name: '保存' }).click();
	await supervisor.waitForURL(/\/office\/surveys\/[^/]+$/);
	const survey = supervisor.url();

	await expectEveryDoorShut(rated, survey);
	expect(await statusOf(rated, `/office/unions/${zone}/superior/new`)).toBe(403);
	expect(await statusOf(rated, `/office/unions/${zone}/superior/new`, { scope: 'all' })).toBe(403);

	await supervisor.getByRole('link', { name: '印码', exact: true }).click();
	// Where this machine has no address that phones can reach, the page asks first.
	await supervisor.getByRole('button', { name: '生成码并打印' }).waitFor();
	for (const box of await supervisor.locator('[name=acknowledged]').all()) await box.check();
	await supervisor.getByRole('button', { name: '生成码并打印' }).click();
	await supervisor.locator('#print:enabled').waitFor();
	const codes = await readCodes(supervisor);
	expect(codes).toHaveLength(12);
	expect(await supervisor.locator('article h2').first().innerText()).toBe(
		'评议对象：云溪经济开发区总工会'
	);
	await supervisor.setViewportSize({ width: 794, height: 1123 });
	await screenshot(supervisor, 'superior-slips');
	await supervisor.setViewportSize({ width: 1280, height: 900 });
	await supervisor.goto(survey);
	await screenshot(supervisor, 'superior-draft');
	await confirm(supervisor, '开启问卷', '确认开启');
	await expectState(supervisor, '进行中');
	await expectEveryDoorShut(rated, survey);

	const member = await (await phone(browser)).newPage();
	const address = `${server.url}/s/${survey.split('/').at(-1)}`;
	await member.goto(`${address}#${codes[0]}`);
	await member.getByText('上级工会：云溪经济开发区总工会').waitFor();
	expect(await member.locator('main').innerText()).not.toMatch(/会员|职工/);
	await screenshot(member, 'superior-phone');
	await expectNoAxeViolations(member);
	await member.locator('#answers input[value="1"]').first().check();
	await sendBallot(member, '已收到，谢谢您');
	await screenshot(member, 'superior-thanks');
	for (const [index, code] of codes.slice(1, 11).entries()) {
		const submission_id = await readSubmissionId(address);
		const mark = index < 9 ? '2' : '3';
		const form = { submission_id, code, 'superior.overall': mark };
		expect((await postBallot(address, form)).body).toContain('已收到');
	}

	await rated.goto(survey);
	await rated.getByText('张以上，应参评 12 人').waitFor();
	expect(await rated.getByText('下一步').count()).toBe(0);
	await expectNoAxeViolations(rated);
	await screenshot(rated, 'superior-rated-open');
	await rated.getByRole('link', { name: '参评名单' }).click();
	await rated.getByText('名单指纹').waitFor();
	await expectNoAxeViolations(rated);
	await screenshot(rated, 'superior-electors');

	await supervisor.goto(survey);
	await confirm(supervisor, '提前截止', '确认截止并计票');
	await supervisor.getByRole('link', { name: '查看结果' }).first().waitFor();
	await rated.goto(`${survey}/result`);
	await rated.getByText('90.91%').first().waitFor();
	await screenshot(rated, 'superior-result');
	await member.goto(address);
	await member.getByText('评议已截止').waitFor();
	await screenshot(member, 'superior-phone-closed');

	const year = new Date().getFullYear();
	const sheet = `${server.url}/office/unions/${zone}/assessments/${year}`;
	await supervisor.goto(sheet);
	// The demo's sheet is decided: it stays as it was and says what is another figure by now.
	await supervisor.getByText('考评确定后，实测数据有变化').waitFor();
	await screenshot(supervisor, 'superior-sheet-decided');
	takeUpAgain(zone);
	await supervisor.goto(sheet);
	const row = supervisor.locator('tr', { hasText: '所属基层工会主席对本级工会工作' });
	await row.getByText('达到标准，建议得满分，即 3 分').waitFor();
	await row.getByText('各类工会列入多少').click();
	await row.getByText('全部下级工会，12 家').waitFor();
	await expectNoAxeViolations(supervisor);
	await screenshot(supervisor, 'superior-sheet');
	await supervisor.goto(`${server.url}/office/unions/${zone}`);
	await screenshot(supervisor, 'superior-union');
});

test('a federation with nobody above it says so, and few chairs end in 无法判定', async () => {
	const city = await signIn('shi');
	await city.goto(`${server.url}/office/unions/${unionId('JH')}`);
	await city.getByText('平台上没有它的上级工会').waitFor();
	expect(await city.getByRole('link', { name: '组织基层工会主席评议' }).count()).toBe(0);

	const year = new Date().getFullYear();
	await city.goto(`${server.url}/office/unions/${unionId('YX')}/assessments/${year}`);
	const county = city.locator('tr', { hasText: '所属产业（公司）系统工会' });
	await county.getByText('即 6 分').waitFor();
	await screenshot(city, 'superior-county-sheet');
	await city.goto(`${server.url}/office/unions/${unionId('YX-04')}/assessments/${year}`);
	const few = city.locator('tr', { hasText: '所属基层工会主席对本级工会工作' });
	await few.getByText('无法判定').first().waitFor();
	await city.setViewportSize({ width: 390, height: 844 });
	await city.goto(`${server.url}/office/help#superior`);
	await screenshot(city, 'superior-help');
	await city.goto(`${server.url}/office/unions/${unionId('YX-01')}/superior/new`);
	await screenshot(city, 'superior-form-phone');
});
