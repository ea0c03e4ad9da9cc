import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { phone } from './support/browser';
import { useDemoOffice } from './support/demo-office';
import { request } from './support/http';

/** The interface for other systems, from the token made in the office to the last page of a list. */

const office = useDemoOffice();

async function makeToken(page: Page, scopes: RegExp[]): Promise<string> {
	await page.goto(`${office.server.url}/office/api`);
	await page.getByLabel('用途').fill('县考评系统');
	for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
	for (const scope of scopes) await page.getByRole('checkbox', { name: scope }).check();
	await page.getByRole('button', { name: '生成令牌' }).click();
	return page.getByText(/^pj_/).innerText();
}

async function get(path: string, token?: string, headers: Record<string, string> = {}) {
	const authorization = token ? { authorization: `Bearer ${token}` } : {};
	const answer = await request(`${office.server.url}/api/v1${path}`, {
		headers: { ...authorization, ...headers }
	});
	return { ...answer, json: answer.body ? JSON.parse(answer.body) : null };
}

test('a token made in the office reads results to the last page, and nothing it was not made for', async () => {
	const page = await office.signedIn('xian');
	await page.goto(`${office.server.url}/office/api`);
	await expectNoAxeViolations(page);
	// Nothing ticked: said, and what was typed is kept.
	await page.getByLabel('用途').fill('考评系统');
	await page.getByRole('checkbox', { name: /评议结果/ }).uncheck();
	await page.getByRole('button', { name: '生成令牌' }).click();
	await page.getByText('请至少选一项内容').waitFor();
	expect(await page.getByLabel('用途').inputValue()).toBe('考评系统');

	const token = await makeToken(page, [/评议结果/]);
	await expectNoAxeViolations(page);
	const seen = new Set<string>();
	let cursor = '';
	do {
		const { status, json } = await get(`/results?subject=home&limit=70${cursor}`, token);
		expect(status).toBe(200);
		for (const { union, year } of json.data) seen.add(`${union.code} ${year}`);
		cursor = json.next ? `&cursor=${json.next}` : '';
	} while (cursor);
	expect(seen.size).toBeGreaterThan(250);
	expect((await get('/eligibility', token)).status).toBe(403);
	expect((await get('/assessments', token)).status).toBe(403);

	// Unchanged: no body. Revoked: at once.
	const first = await get('/results?limit=5', token);
	const again = await get('/results?limit=5', token, {
		'if-none-match': String(first.headers['etag'])
	});
	expect([again.status, again.body]).toEqual([304, '']);
	await page.goto(`${office.server.url}/office/api`);
	await page.getByText('撤销', { exact: true }).first().click();
	await page.getByRole('button', { name: '确认撤销' }).click();
	await page.getByText('令牌已撤销').waitFor();
	expect((await get('/results', token)).status).toBe(401);
	await page.context().close();
});

test('every refusal is a problem in JSON that says what to do', async () => {
	const page = await office.signedIn('xian');
	const token = await makeToken(page, [/评议结果/, /考核表/, /十佳/]);
	const cookies = await page.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	for (const [path, given, headers, status] of [
		['/results', undefined, {}, 401],
		// A session of the office is no token.
		['/results', undefined, { cookie }, 401],
		['/results', 'pj_wrong', {}, 401],
		['/results?year=二〇二六', token, {}, 400],
		['/results?nonsense=1', token, {}, 400],
		['/results?cursor=%00', token, {}, 400],
		['/results?cursor=WzFd', token, {}, 400],
		['/results?limit=100000', token, {}, 400],
		['/assessments/nowhere/2026', token, {}, 404],
		['/nothing', token, {}, 404]
	] as const) {
		const answer = await get(path, given, headers);
		expect(answer.status, path).toBe(status);
		expect(answer.headers['content-type'], path).toMatch('application/problem+json');
		expect(answer.json, path).toMatchObject({
			...{ status, title: expect.stringMatching(/./), detail: expect.stringMatching(/。$/) }
		});
	}
	const wrong = await get('/results?year=26&limit=x', token);
	expect(wrong.json.errors).toEqual({
		year: '请写四位年份，如 2026。',
		limit: expect.stringMatching('1 到 200')
	});
	const posted = await request(`${office.server.url}/api/v1/results`, {
		form: { a: '1' },
		headers: { authorization: `Bearer ${token}`, origin: office.server.url }
	});
	expect(posted.status).toBe(405);
	expect(posted.headers['content-type']).toMatch('application/problem+json');
	await page.context().close();
});

test('the chair’s token sees the own union, with the sheet, and no other', async () => {
	const page = await office.signedIn('zhuxi');
	const token = await makeToken(page, [/评议结果/, /考核表/, /十佳/]);
	await page.context().close();
	const { json } = await get('/unions', token);
	expect(json.data).toHaveLength(1);
	const [{ code }] = json.data;
	for (const path of ['/results?limit=200', '/eligibility', '/assessments']) {
		const list = await get(path, token);
		expect(list.status, path).toBe(200);
		for (const { union } of list.json.data) expect(union.code).toBe(code);
	}
	const year = new Date().getFullYear();
	expect((await get(`/assessments/${code}/${year}`, token)).json.criteria).toHaveLength(48);
	expect((await get(`/assessments/YX-01-02/${year}`, token)).status).toBe(404);
});

test('the description is public, and the page shows it', async () => {
	const { status, json } = await get('/openapi.json');
	expect([status, json.openapi]).toEqual([200, '3.1.0']);
	const page = await office.signedIn('xian', phone);
	await page.goto(`${office.server.url}/office/api/reference`);
	await expectNoAxeViolations(page);
	for (const path of Object.keys(json.paths))
		await page.getByText(`GET /api/v1${path}`, { exact: true }).waitFor();
	await page.context().close();
});
