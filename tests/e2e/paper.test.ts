import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, screenshot } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { loginAs } from './support/login';

let browser: Browser;
let server: DemoServer;
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

/** A union without a survey this year, of which the demo's chair and staff become chair and staff, too. */
function freeUnion(): string {
	const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'));
	try {
		const id = database
			.prepare(
				`select id from "union" where level = 'grassroots' and closed_at is null
				and id not in (select union_id from survey_subject where year = ?)
				and id in (select union_id from term where ended_on is null) order by code limit 1`
			)
			.pluck()
			.get(new Date().getFullYear()) as string;
		database
			.prepare(
				`insert into role select user_id, ?, role from role where role in ('chair', 'staff')`
			)
			.run(id);
		return id;
	} finally {
		database.close();
	}
}

async function signIn(username: string): Promise<Page> {
	const page = await (await desktop(browser)).newPage();
	await loginAs(page, server.url, username, server.passwordOf(username));
	return page;
}

/** 15 printed, 12 returned; every question 9 满意 and 3 不满意, but for one figure if told so. */
async function fillCounts(page: Page, satisfied = '9'): Promise<void> {
	const account = { printed: '15', handed_out: '13', leftover: '2', spoiled: '0', returned: '12' };
	for (const [name, value] of Object.entries(account))
		await page.locator(`form:has(table) input[name=${name}]`).fill(value);
	for (const input of await page.locator('table input').all()) {
		const name = (await input.getAttribute('name')) ?? '';
		const first = name === 'home.overall:satisfied' ? satisfied : '9';
		const blank = name === 'home.overall:blank' ? String(9 - Number(satisfied)) : '0';
		const figure = name.endsWith(':satisfied') ? first : blank;
		await input.fill(name.endsWith(':dissatisfied') ? '3' : figure);
	}
}

test('paper ballots are printed, counted by two people, reconciled and put on record', async () => {
	const unionId = freeUnion();
	const chair = await signIn('zhuxi');
	await chair.goto(`${server.url}/office/unions/${unionId}/surveys/new`);
	await chair.locator('input[name=eligible]').fill('15');
	await chair.locator('input[name=paper]').check();
	await chair.getByRole('button', { name: '保存' }).click();
	await chair.waitForURL(/\/office\/surveys\/[^/]+$/);
	const survey = `${server.url}${new URL(chair.url()).pathname}`;
	await chair.getByText('开启问卷', { exact: true }).click();
	await chair.getByRole('button', { name: '确认开启' }).click();
	await chair.getByText('提前截止').waitFor();

	await chair.getByRole('link', { name: '打印纸质票' }).click();
	await chair.getByRole('heading', { name: /纸质票/ }).waitFor();
	await chair.setViewportSize({ width: 794, height: 1123 });
	await chair.emulateMedia({ media: 'print' });
	await screenshot(chair, 'paper-ballot');
	await chair.emulateMedia({ media: 'screen' });
	await chair.setViewportSize({ width: 1280, height: 900 });

	await chair.goto(survey);
	await chair.getByText('提前截止').click();
	await chair.getByRole('button', { name: '确认截止' }).click();
	await chair.getByRole('link', { name: '录入或复核纸质票' }).waitFor();
	await screenshot(chair, 'paper-closed');
	await chair.goto(`${survey}/paper`);
	await chair.getByText('被评议的工会主席不能录入').waitFor();

	const staff = await signIn('ganshi');
	await staff.goto(`${survey}/paper`);
	await fillCounts(staff);
	await staff.locator('[name="home.overall:satisfied"]').fill('8');
	await staff.getByRole('button', { name: '录入，交另一人复核' }).click();
	await staff.getByText('六项合计 11，应等于收回的 12').waitFor();
	await expectNoAxeViolations(staff);
	await screenshot(staff, 'paper-enter');
	await fillCounts(staff);
	await staff.getByRole('button', { name: '录入，交另一人复核' }).click();
	await staff.getByText('等另一个人复核').first().waitFor();

	const reviewer = await signIn('kaoping');
	await reviewer.goto(`${survey}/paper`);
	expect(await reviewer.locator('[name=returned]').inputValue()).toBe('');
	await fillCounts(reviewer, '8');
	await reviewer.getByRole('button', { name: '复核', exact: true }).click();
	await reviewer.getByText('有 2 个数与第一个人录入的不一致').waitFor();
	await screenshot(reviewer, 'paper-differs');
	await fillCounts(reviewer);
	await reviewer.getByRole('button', { name: '复核', exact: true }).click();
	await reviewer.waitForURL(survey);

	await chair.goto(`${survey}/reconcile`);
	await chair.locator('form[action="?/sign"] [name=handedOut]').fill('0');
	await chair.locator('form[action="?/sign"] [name=witnessA]').fill('陈敏');
	await chair.locator('form[action="?/sign"] [name=witnessB]').fill('王芳');
	await expectNoAxeViolations(chair);
	await screenshot(chair, 'reconcile');
	const sign = chair.getByRole('button', { name: '核对无误，签字' });
	const box = chair.getByLabel('签字以后不能再改');
	await sign.click();
	expect(await box.evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
	await box.check();
	await sign.click();
	await chair.getByText('陈敏、王芳').waitFor();
	await chair.getByRole('link', { name: '打印计票记录' }).click();
	await chair.getByRole('heading', { name: '计票记录' }).waitFor();
	expect(await chair.locator('main').innerText()).toContain('纸质 12');
	expect(await chair.locator('main').innerText()).toMatch(/操作记录号 \d+-[0-9a-f]{16}/);
	await chair.setViewportSize({ width: 794, height: 1123 });
	await chair.emulateMedia({ media: 'print' });
	await screenshot(chair, 'protocol');
});
