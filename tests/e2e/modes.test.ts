import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { complete, postBallot, receiptIn, submissionIdIn } from './support/ballot';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { request } from './support/http';
import { loginAs } from './support/login';
import { fillBallot, sendBallot } from './support/member';
import { confirm, createAccount, createUnion, expectState, registerChair } from './support/office';
import { startServer, type Server } from './support/server';

const accepted = '已收到，谢谢您';
const opinionOnly = '仅供参考，不计入考核';
let server: Server;
let browser: Browser;
beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

/** An office page at the control page of an open poster survey. */
async function openPosterSurvey(): Promise<{ page: Page; union: string; survey: string }> {
	const page = await (await desktop(browser)).newPage();
	await loginAs(page, server.url, 'admin', server.firstPassword);
	const particulars = { name: '江东机械厂工会', code: 'JD-001', kind: 'grassroots:enterprise' };
	const fields = { ...particulars, memberCount: 30, parent: 'ROOT' };
	const id = await createUnion(page, server.url, fields);
	const union = `${server.url}/office/unions/${id}`;
	await registerChair(page, union, { name: '王建国', startedOn: '2023-03-01' });
	const account = { name: '王建国', username: 'wangjianguo', role: 'chair', union: 'JD-001' };
	const password = await createAccount(page, server.url, account);
	await page.context().clearCookies();
	await loginAs(page, server.url, account.username, password);
	await page.goto(`${union}/surveys/new`);
	await page.locator('input[name=mode][value=poster]').check();
	await screenshot(page, 'modes-01-draft-form');
	await expectNoAxeViolations(page);
	await page.getByRole('button', { name: '保存草稿' }).click();
	await page.waitForURL(/\/office\/surveys\/\w+$/);
	expect(await page.locator('main').innerText()).toContain('公开码不用印票');
	await confirm(page, '开启问卷', '确认开启');
	await expectState(page, '进行中');
	return { page, union, survey: page.url() };
}

async function answerOnPhone(address: string, javaScriptEnabled: boolean): Promise<void> {
	const context = await phone(browser, { javaScriptEnabled });
	const page = await context.newPage();
	await page.goto(address);
	expect(await page.locator('main').innerText()).toContain('也挡不住一个人填几次');
	expect(await page.locator('#code').count()).toBe(0);
	if (javaScriptEnabled) await screenshot(page, 'modes-02-poster-paper');
	await fillBallot(page, { home: '1', chair: '2' });
	await sendBallot(page, accepted);
	const receipt = await page.locator('.receipt').innerText();
	if (!javaScriptEnabled) {
		// The browser posts the same form again: nothing is counted twice.
		await page.reload();
		expect(await page.locator('.receipt').innerText()).toBe(receipt);
	}
	expect(await context.cookies()).toEqual([]);
	await context.close();
}

test('a poster survey: anybody answers, nothing counts, every figure says so', async () => {
	const { page, union, survey } = await openPosterSurvey();
	const address = `${server.url}/s/${survey.split('/').at(-1)}`;
	await page.goto(`${survey}/poster`);
	expect(await page.locator('main').innerText()).toContain(opinionOnly);
	await screenshot(page, 'modes-03-poster-sheet');

	await answerOnPhone(address, true);
	await answerOnPhone(address, false);
	const first = await request(address);
	expect(gzipSync(first.body).length).toBeLessThanOrEqual(14 * 1024);
	const noTicket = await postBallot(address, {
		...{ ...complete, code: 'f'.repeat(64) },
		submission_id: submissionIdIn(first.body)
	});
	expect(noTicket.status).toBe(400);
	for (let n = 0; n < 10; n++) {
		const { body } = await request(address);
		const code = /name="code" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? '';
		const submission_id = submissionIdIn(body);
		const sent = await postBallot(address, { ...complete, code, submission_id });
		expect(receiptIn(sent.body)).toMatch(/^[0-9A-Z]{16}$/);
	}

	await page.goto(survey);
	expect(await page.locator('main').innerText()).toContain('没有参评率');
	await confirm(page, '提前截止', '确认截止并计票');
	await expectState(page, '已计票');
	await page.goto(`${survey}/result`);
	expect(await page.locator('.watermark').count()).toBe(2);
	const seen = await page.locator('main').innerText();
	expect(seen).toContain('收回');
	expect(seen).toMatch(/不计入考核和十佳资格：这种方式收来的意见仅供参考/);
	expect(seen).not.toContain('发放');
	await page.locator('canvas').first().waitFor();
	await screenshot(page, 'modes-04-result');
	await expectNoAxeViolations(page);

	for (const path of [union, `${server.url}/office/unions`]) {
		await page.goto(path);
		const text = await page.locator('main').innerText();
		expect(text).toMatch(/公开码|仅供参考/);
	}
	await page.goto(union);
	await page.locator('canvas').first().waitFor();
	await screenshot(page, 'modes-05-union');
	await page.goto(`${union}/assessments/${new Date().getFullYear()}`);
	expect(await page.locator('main').innerText()).toContain('公开码');
	await page.goto(`${union}/eligibility/${new Date().getFullYear() + 1}`);
	expect(await page.locator('main').innerText()).toContain('公开码');
}, 120_000);
