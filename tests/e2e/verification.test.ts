import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { request } from './support/http';

let browser: Browser;
let server: DemoServer;
let folder: string;
/** Last year's survey of the union whose survey is open. */
let counted: string;
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
	folder = mkdtempSync(join(tmpdir(), 'pingjia-verify-'));
	const { body } = await request(`${server.url}/verify/${server.surveys.open}`);
	const ids = [...body.matchAll(/href="\/verify\/([0-9a-z]{8})"/g)].map(([, id]) => id ?? '');
	counted = ids.find((id) => id !== server.surveys.open) ?? '';
});
afterAll(async () => {
	await browser.close();
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string) => (await request(`${server.url}${path}`)).body;

async function open(make: typeof phone, options = {}): Promise<BrowserContext> {
	const context = await make(browser, options);
	onTestFinished(() => context.close());
	return context;
}

async function fileWith(name: string, text: string): Promise<string> {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

describe('the public verification page', () => {
	test('looks up a number and verifies a bundle in the browser, and sends neither', async () => {
		const bundle = await get(`/verify/${counted}/bundle`);
		const numbers = (await get(`/verify/${counted}/receipts`)).split('\n');
		const context = await open(phone);
		const page = await context.newPage();
		await page.goto(`${server.url}/verify/${counted}`);
		const sent: string[] = [];
		page.on('request', (one) => sent.push(`${one.method()} ${new URL(one.url()).pathname}`));
		await page.locator('#receipt-number').fill((numbers[3] ?? '').toLowerCase());
		await page.getByRole('button', { name: '查一查' }).click();
		await page.getByText(`在清单里：${numbers[3]}`).waitFor();
		await page.locator('#receipt-number').fill('0'.repeat(16));
		await page.getByRole('button', { name: '查一查' }).click();
		await page.getByText('清单里没有').waitFor();
		await page.locator('#bundle-file').setInputFiles(await fileWith('good.txt', bundle));
		await page.getByText('核验通过').waitFor();
		await screenshot(page, 'verify-phone');
		const bent = bundle
			.replace('log ballot 0', 'log ballot 1')
			.replace('log ballot 2', 'log ballot 3');
		await page.locator('#bundle-file').setInputFiles(await fileWith('bent.txt', bent));
		await page.getByText('核验不通过').waitFor();
		expect(sent).toEqual(Array(2).fill(`GET /verify/${counted}/receipts`));
		expect(await context.cookies()).toEqual([]);
		await expectNoAxeViolations(page);
	});

	test('without JavaScript still shows the fingerprint and gives the files', async () => {
		const page = await (await open(desktop, { javaScriptEnabled: false })).newPage();
		await page.goto(`${server.url}/verify`);
		await page.locator('#number').fill(counted.toUpperCase());
		await page.getByRole('button', { name: '去核验' }).click();
		await page.waitForURL(`**/verify/${counted}`);
		expect(await page.locator('.print').innerText()).toMatch(/^(\d{4} ){5}\d{4}$/);
		expect(await page.locator('#receipt-number').isVisible()).toBe(false);
		await page.getByRole('link', { name: '下载公开核验包' }).waitFor();
		await screenshot(page, 'verify-desktop');
	});

	test('keeps the list of receipts and the bundle back until the box is shut', async () => {
		for (const file of ['receipts', 'bundle']) {
			const path = `${server.url}/verify/${server.surveys.open}/${file}`;
			expect((await request(path)).status).toBe(404);
		}
	});

	test('answers whatever is asked, and never with a failure of its own', async () => {
		const odd = ['%00', '%E0%A4%A', 'x'.repeat(5000), '..%2f', server.surveys.draft, "a'b", '评'];
		for (const name of odd.map((one) => (one.includes('%') ? one : encodeURIComponent(one))))
			for (const tail of ['', '/receipts', '/bundle']) {
				const { status } = await request(`${server.url}/verify/${name}${tail}`);
				expect([400, 404], `${name}${tail}`).toContain(status);
			}
		for (const number of ['', 'zzzz', '评家', 'x'.repeat(5000), '\0']) {
			const headers = { origin: server.url };
			const { status } = await request(`${server.url}/verify`, { headers, form: { number } });
			expect([400, 404]).toContain(status);
		}
	});
});

describe('the offline verifier', () => {
	test('is one file, and says by its exit code whether a bundle holds', async () => {
		const program = await fileWith('pingjia-verify.mjs', await get('/verify/program'));
		const bundle = await get(`/verify/${counted}/bundle`);
		const good = await fileWith('bundle.txt', bundle);
		expect(execFileSync(process.execPath, [program, good], { encoding: 'utf8' })).toContain(
			'VERIFIED'
		);
		const bent = await fileWith('short.txt', bundle.slice(0, -1));
		const run = (path: string) =>
			execFileSync(process.execPath, [program, path], { encoding: 'utf8', stdio: 'pipe' });
		expect(() => run(bent)).toThrow(expect.objectContaining({ status: 1 }));
		expect(() => run(join(folder, 'none'))).toThrow(expect.objectContaining({ status: 2 }));
	});
});

describe('the office', () => {
	test('shows the fingerprint, and gives upper reviewers the review bundle or says why not', async () => {
		const page = await (await open(desktop)).newPage();
		await page.goto(`${server.url}/office/login`);
		await page.locator('input[name=username]').fill('kaoping');
		await page.locator('input[name=password]').fill(server.passwordOf('kaoping'));
		await page.getByRole('button', { name: '登录' }).click();
		await page.waitForURL('**/office');
		await page.goto(`${server.url}/office/surveys/${counted}`);
		await page.getByRole('heading', { name: '问卷指纹' }).waitFor();
		await screenshot(page, 'survey-fingerprint');
		await page.getByRole('link', { name: '复核', exact: true }).click();
		await page.getByText('争议期已过').waitFor();
		await screenshot(page, 'survey-review');
		const published = await page.request.post(
			`${server.url}/office/surveys/${counted}/verify/bundle`,
			{ headers: { origin: server.url } }
		);
		expect(published.status()).toBe(409);
	});
});
