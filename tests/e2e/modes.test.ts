import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { posterNotice } from '$lib/domain/promises';
import { expectNoAxeViolations } from './support/axe';
import { complete, postBallot, receiptIn, submissionIdIn } from './support/ballot';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { request } from './support/http';
import { loginAs, setUpAs } from './support/login';
import { fillBallot, sendBallot } from './support/member';
import { confirm, createAccount, createUnion, expectState, registerChair } from './support/office';
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

/** An office page at the control page of an open poster survey. */
async function openPosterSurvey(): Promise<{ page: Page; union: string; survey: string }> {
	const page = await (await desktop(browser)).newPage();
	await setUpAs(page, server);
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
	expect(await page.locator('main').innerText()).toContain(posterNotice);
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

/** The two hidden fields of a form. */
async function freshForm(address: string): Promise<{ code: string; submission_id: string }> {
	const { body } = await request(address);
	const code = ticketField.exec(body)?.[1] ?? '';
	return { code, submission_id: submissionIdIn(body) };
}

const ticketField = /name="code" value="([0-9a-f]{64})"/;

/** Every other door; that nothing of it was counted shows in the result. */
async function expectNoBallotWithoutTicket(address: string): Promise<void> {
	const { code, submission_id } = await freshForm(address);
	const bent = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
	for (const wrong of [
		'',
		'0000000000000000',
		'f'.repeat(64),
		bent,
		code.toUpperCase(),
		`${code} `
	]) {
		const { status, body } = await postBallot(address, { ...complete, submission_id, code: wrong });
		expect([wrong, status, receiptIn(body)]).toEqual([wrong, 400, undefined]);
		// The form comes back as it was filled in, with a ticket of its own.
		expect(ticketField.exec(body)?.[1]).not.toBe(wrong);
	}
	const form = { ...complete, submission_id, code };
	const twice = new URLSearchParams({ ...complete, submission_id });
	for (const one of ['1111', code]) twice.append('code', one);
	const file = new FormData();
	for (const [name, value] of Object.entries({ ...complete, submission_id }))
		file.append(name, value);
	file.append('code', new Blob([code]), 'code.txt');
	const json = new Blob([JSON.stringify(form)], { type: 'application/json' });
	const plain = new Blob([new URLSearchParams(form).toString()], { type: 'text/plain' });
	for (const body of [twice, file, json, plain]) {
		const headers = { origin: server.url };
		const answer = await fetch(address, { method: 'POST', headers, body });
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
	}
	const pages = await Promise.all([1, 2].map(() => request(address)));
	const bare = pages.map(({ body }) =>
		body.replaceAll(submissionIdIn(body), '').replaceAll(ticketField.exec(body)?.[1] ?? '', '')
	);
	expect(bare[0]).toBe(bare[1]);
}

test('a poster survey: anybody answers, nothing counts, every figure says so', async () => {
	const { page, union, survey } = await openPosterSurvey();
	const address = `${server.url}/s/${survey.split('/').at(-1)}`;
	await page.goto(`${survey}/poster`);
	expect(await page.locator('main').innerText()).toContain(posterNotice);
	await screenshot(page, 'modes-03-poster-sheet');

	await answerOnPhone(address, true);
	await answerOnPhone(address, false);
	const first = await request(address);
	expect(gzipSync(first.body).length).toBeLessThanOrEqual(14 * 1024);
	await expectNoBallotWithoutTicket(address);
	for (let n = 0; n < 10; n++) {
		const sent = await postBallot(address, { ...complete, ...(await freshForm(address)) });
		expect(receiptIn(sent.body)).toMatch(/^[0-9A-Z]{16}$/);
	}

	const used = await freshForm(address);
	const other = (await freshForm(address)).submission_id;
	await postBallot(address, { ...complete, ...used });
	const again = await postBallot(address, { ...complete, ...used, submission_id: other });
	expect(again.status).toBe(409);
	expect(again.body).toContain('这一页已经交过');

	await page.goto(survey);
	expect(await page.locator('main').innerText()).toContain('没有参评率');
	await confirm(page, '提前截止', '确认截止并计票');
	await expectState(page, '已计票');
	await page.goto(`${survey}/result`);
	expect(await page.locator('.watermark').count()).toBe(2);
	const seen = await page.locator('main').innerText();
	expect(seen).toMatch(/收回\s*13\s/);
	expect(seen).toMatch(/不计入考核和十佳资格：这种方式收来的意见仅供参考/);
	expect(seen).not.toContain('发放');
	await page.locator('canvas').first().waitFor();
	await screenshot(page, 'modes-04-result');
	await page.setViewportSize({ width: 390, height: 844 });
	await screenshot(page, 'modes-04-result-phone');
	await page.setViewportSize({ width: 1280, height: 900 });
	await expectNoAxeViolations(page);

	for (const path of [union, `${server.url}/office/unions`]) {
		await page.goto(path);
		const text = await page.locator('main').innerText();
		expect(text).toMatch(/公开码|仅供参考/);
	}
	await page.goto(union);
	await screenshot(page, 'modes-05-union');
	await page.goto(`${union}/assessments/${new Date().getFullYear()}`);
	expect(await page.locator('main').innerText()).not.toContain('公开码');
	await page.goto(`${union}/eligibility/${new Date().getFullYear() + 1}`);
	expect(await page.locator('main').innerText()).not.toContain('公开码');
	// The one of the year that counts is still to be held.
	await page.goto(`${server.url}/office`);
	await page.getByRole('link', { name: '开一份今年的问卷' }).click();
	await page.getByRole('button', { name: /保存/ }).click();
	await page.waitForURL(/\/office\/surveys\/\w+/);
}, 120_000);
