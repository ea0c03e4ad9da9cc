import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { complete, postBallot, receiptIn } from './support/ballot';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';

let browser: Browser;
let server: DemoServer;
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

const addressOf = (survey: string, code?: string) =>
	`${server.url}/s/${survey}${code ? `#${code}` : ''}`;

async function openPhone(options = {}): Promise<Page> {
	const context = await phone(browser, options);
	onTestFinished(() => context.close());
	return context.newPage();
}

/** Ticks the overall question of both subjects: 满意 and 不满意. */
async function tickOverall(page: Page): Promise<void> {
	await page.locator('input[name="home.overall"][value="1"]').check();
	await page.locator('input[name="chair.overall"][value="3"]').check();
}

describe('without JavaScript', () => {
	test('a member answers, mends what is wrong and gets a receipt; the code is then used', async () => {
		const page = await openPhone({ javaScriptEnabled: false });
		const code = server.takeCode();
		const before = server.ballots();
		await page.goto(addressOf(server.surveys.open, code));
		await screenshot(page, 'member-form-phone');

		// Nothing ticked for the chair, and one digit of the code wrong.
		await page.locator('input[name="home.overall"][value="1"]').check();
		await page.locator('textarea[name="home.comment"]').fill('夜班食堂能不能热一点');
		const wrongDigit = `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;
		await page.locator('#code').fill(wrongDigit);
		await page.click('#send');
		await screenshot(page, 'member-errors-phone');
		expect(await page.locator('.summary').innerText()).toContain('您填的都还在');
		expect(await page.locator('.summary li').count()).toBe(2);
		expect(await page.locator('input[name="home.overall"][value="1"]').isChecked()).toBe(true);
		expect(await page.locator('textarea[name="home.comment"]').inputValue()).toBe(
			'夜班食堂能不能热一点'
		);
		expect(server.ballots()).toBe(before);

		await page.locator('input[name="chair.overall"][value="2"]').check();
		// Full-width digits and spaces, as Chinese keyboards make them.
		const fullWidth = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
		await page.locator('#code').fill(fullWidth.join('').replace(/(.{4})/g, '$1　'));
		await page.click('#send');
		await screenshot(page, 'member-accepted-phone');
		expect(await page.locator('h1').innerText()).toBe('已收到，谢谢您');
		expect(await page.locator('.receipt').innerText()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}\s*){4}$/);
		expect(server.ballots()).toBe(before + 1);
		// No answer and no id in the address; nothing to come back to.
		expect(page.url()).toBe(addressOf(server.surveys.open));

		await page.goto(addressOf(server.surveys.open));
		await tickOverall(page);
		await page.locator('#code').fill(code);
		await page.click('#send');
		await screenshot(page, 'member-used-phone');
		expect(await page.locator('h1').innerText()).toBe('此码已用过');
		expect(server.ballots()).toBe(before + 1);
	});
});

describe('with the small script', () => {
	test('the code comes from the address and leaves it; a lost connection loses nothing', async () => {
		const page = await openPhone();
		const code = server.takeCode();
		const before = server.ballots();
		await page.goto(addressOf(server.surveys.open, code));
		expect((await page.locator('#code').inputValue()).replace(/ /g, '')).toBe(code);
		expect(page.url()).not.toContain('#');
		await tickOverall(page);

		await page.context().setOffline(true);
		await page.click('#send');
		await page.locator('#news').waitFor();
		expect(await page.locator('#news').innerText()).toContain('您填的都还在');
		await screenshot(page, 'member-offline-phone');
		expect(await page.locator('input[name="chair.overall"][value="3"]').isChecked()).toBe(true);

		await page.context().setOffline(false);
		await page.click('#send');
		await page.locator('.receipt').waitFor();
		expect(server.ballots()).toBe(before + 1);
	});

	test('a reply that was lost is asked for again and the ballot counts once', async () => {
		const page = await openPhone();
		const before = server.ballots();
		await page.goto(addressOf(server.surveys.open, server.takeCode()));
		await tickOverall(page);
		let receipt: string | undefined;
		await page.route('**/s/*', async (route) => {
			// The ballot arrives; its answer does not.
			receipt = receiptIn(await (await route.fetch()).text());
			await route.abort();
		});
		await page.click('#send');
		await page.locator('#news').waitFor();
		expect(server.ballots()).toBe(before + 1);
		await page.unroute('**/s/*');
		await page.locator('input[name="home.overall"][value="4"]').check();
		await page.click('#send');
		await page.locator('.receipt').waitFor();
		expect((await page.locator('.receipt').innerText()).replace(/\s/g, '')).toBe(receipt);
		expect(server.ballots()).toBe(before + 1);
	});

	test('a gateway that fails, or somebody else’s page, does not replace what was filled in', async () => {
		const page = await openPhone();
		const before = server.ballots();
		await page.goto(addressOf(server.surveys.open, server.takeCode()));
		await tickOverall(page);
		for (const [status, body] of [
			[502, '<h1>Bad Gateway</h1>'],
			[200, '<h1>Log in to this Wi-Fi</h1>']
		] as const) {
			await page.route('**/s/*', (route) =>
				route.fulfill({ status, body, contentType: 'text/html' })
			);
			await page.click('#send');
			await page.locator('#news:not(:empty)').waitFor();
			expect(await page.locator('#news').innerText()).toContain('您填的都还在');
			await page.unroute('**/s/*');
		}
		await page.click('#send');
		await page.locator('.receipt').waitFor();
		expect(server.ballots()).toBe(before + 1);
	});

	test('what is wrong is said in place, and can be mended and sent', async () => {
		const page = await openPhone();
		const code = server.takeCode();
		await page.goto(addressOf(server.surveys.open, code));
		await page.locator('input[name="home.overall"][value="2"]').check();
		await page.click('#send');
		await page.locator('.summary').waitFor();
		expect(await page.evaluate(() => document.activeElement?.className)).toBe('summary');
		await expectNoAxeViolations(page);
		await page.click('.summary a');
		expect(page.url()).toContain('#chair.overall');
		expect(await page.locator('input[name="home.overall"][value="2"]').isChecked()).toBe(true);
		await page.locator('input[name="chair.overall"][value="2"]').check();
		await page.click('#send');
		await page.locator('.receipt').waitFor();
		expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
		await expectNoAxeViolations(page);
		expect(await page.content()).not.toContain(code);
		// Going back shows nobody what was ticked.
		await page.goBack();
		await page.goForward();
		await page.waitForLoadState();
		expect(await page.locator('input:checked').count()).toBe(0);
	});

	test('two quick taps send one ballot', async () => {
		const page = await openPhone();
		const before = server.ballots();
		await page.goto(addressOf(server.surveys.open, server.takeCode()));
		await tickOverall(page);
		await page.locator('#send').dblclick();
		await page.locator('.receipt').waitFor();
		expect(server.ballots()).toBe(before + 1);
	});
});

describe('the document', () => {
	test('is one request of at most 14 KB, without cookies or anything that could be compared', async () => {
		const page = await openPhone();
		const requests: string[] = [];
		const complaints: string[] = [];
		page.on('request', (sent) => requests.push(sent.url()));
		page.on('console', (message) => complaints.push(message.text()));
		const answer = await page.goto(addressOf(server.surveys.open));
		await page.waitForLoadState('networkidle');
		expect(requests).toHaveLength(1);
		expect(complaints).toEqual([]);
		const headers = (await answer?.allHeaders()) ?? {};
		expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['set-cookie']));
		expect(headers['etag']).toBeUndefined();
		expect(headers['link']).toBeUndefined();
		expect(headers['cache-control']).toBe('no-store');
		expect(headers['content-encoding']).toBe('gzip');
		expect(Number(headers['content-length'])).toBeLessThanOrEqual(14 * 1024);
		expect(gzipSync((await answer?.body()) ?? '').length).toBeLessThanOrEqual(14 * 1024);
	});

	test('never receives the cookie of the office', async () => {
		const context = await desktop(browser);
		onTestFinished(() => context.close());
		const page = await context.newPage();
		await page.goto(`${server.url}/office/login`);
		await page.fill('input[name=username]', 'zhuxi');
		await page.fill('input[name=password]', server.passwordOf('zhuxi'));
		await page.press('input[name=password]', 'Enter');
		await page.waitForURL(/\/office$/);
		const [sent] = await Promise.all([
			page.waitForRequest(/\/s\//),
			page.goto(addressOf(server.surveys.open))
		]);
		expect((await sent.allHeaders())['cookie']).toBeUndefined();
	});

	test('holds at twice the text size on a narrow phone, and breaks no rule of WCAG 2.2 AA', async () => {
		const page = await openPhone();
		await page.setViewportSize({ width: 360, height: 740 });
		await page.goto(addressOf(server.surveys.open));
		await expectNoAxeViolations(page);
		await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
		await screenshot(page, 'member-form-large-type');
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow).toBeLessThanOrEqual(0);
	});

	test('says why no ballot is taken, before opening, after closing and when void', async () => {
		const page = await openPhone();
		for (const [survey, heading] of [
			[server.surveys.draft, '还没有开始'],
			[server.surveys.published, '评议已截止'],
			[server.surveys.void, '这次评议已作废']
		] as const) {
			await page.goto(addressOf(survey));
			expect(await page.locator('h1').innerText()).toBe(heading);
			expect(await page.locator('form').count()).toBe(0);
			await expectNoAxeViolations(page);
			const late = await postBallot(addressOf(survey), { ...complete, code: server.takeCode() });
			expect(late.status).toBeGreaterThanOrEqual(400);
			expect(late.body).toContain(heading);
		}
		await page.goto(addressOf(server.surveys.published));
		await page.getByRole('link', { name: '看结果' }).click();
		await page.getByText('满意率').first().waitFor();
		expect(page.url()).toContain(`/results/${server.surveys.published}`);
		await page.goto(addressOf('zzzzzzzz'));
		expect(await page.locator('main').innerText()).toContain('没有这个编号的问卷');
		await screenshot(page, 'member-unknown-survey');
	});
});
