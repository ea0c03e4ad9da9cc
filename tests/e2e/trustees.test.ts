import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { desktop, openBrowser, phone, screenshot } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { request } from './support/http';
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

interface Sheet {
	/** The 48 digits, in groups. */
	digits: string;
	/** A photo of the sheet. */
	picture: Buffer;
	page: Page;
}

/** A union without a survey this year, of which the demo's chair becomes chair, too. */
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
			.prepare(`insert into role select user_id, ?, role from role where role = 'chair' limit 1`)
			.run(id);
		return id;
	} finally {
		database.close();
	}
}

async function draftWithTrustees(page: Page, unionId: string): Promise<string> {
	await page.goto(`${server.url}/office/unions/${unionId}/surveys/new`);
	await page.locator('input[name=eligible]').fill('12');
	await page.locator('input[name=custody][value=trustees]').check();
	await page.getByRole('button', { name: '保存' }).click();
	await page.waitForURL(/\/office\/surveys\/[^/]+$/);
	return new URL(page.url()).pathname;
}

async function printCodes(page: Page, survey: string): Promise<string[]> {
	const form = { size: '12', kind: 'more', batchesBefore: '0' };
	const headers = { origin: server.url };
	const sheet = await page.request.post(`${server.url}${survey}/slips/sheet`, { form, headers });
	const codes = (await sheet.text()).matchAll(/\b(\d{4}) (\d{4}) (\d{4}) (\d{4})\b/g);
	return [...new Set([...codes].map(([code]) => code.replaceAll(' ', '')))];
}

/** The holder's page, as the link on the office's page opens it on the holder's own phone or on the office's computer. */
async function invite(office: Page, path: string, idx: number, context: BrowserContext) {
	await office.goto(`${server.url}${path}`);
	await office.locator(`form[action="?/invite"]:has(input[value="${idx}"]) button`).click();
	const link = await office.getByRole('link', { name: '在这台电脑上打开' }).getAttribute('href');
	const page = await context.newPage();
	await page.goto(`${server.url}${link}`);
	return page;
}

async function makeSheet(page: Page, name: string): Promise<Sheet> {
	await page.getByLabel('您的姓名').fill(name);
	await page.getByLabel('我不是本工会主席').check();
	await page.getByRole('button', { name: '生成钥匙单' }).click();
	const article = page.locator('article');
	const digits = (await article.locator('ol li span:last-child').allInnerTexts()).join(' ');
	const picture = await article.screenshot();
	return { digits, picture, page };
}

async function handIn(page: Page): Promise<void> {
	await page.getByLabel('我已经把钥匙单打印好').check();
	await page.getByRole('button', { name: '交公开钥匙' }).click();
	await page.getByText('您的钥匙单', { exact: true }).waitFor();
}

async function type(page: Page, digits: string): Promise<void> {
	await page.getByLabel('或者输入 8 组数字').fill(digits);
	await page.getByRole('button', { name: '用输入的数字' }).click();
}

async function photograph(page: Page, picture: Buffer): Promise<void> {
	const file = { name: 'sheet.png', mimeType: 'image/png', buffer: picture };
	await page.locator('input[type=file]').setInputFiles(file);
}

/** Holds a sheet in front of the camera: a stream of its picture stands in for the device, the rest is the page's own. */
async function scan(page: Page, picture: Buffer): Promise<void> {
	await page.evaluate(async (base64) => {
		const image = new Image();
		image.src = `data:image/png;base64,${base64}`;
		await image.decode();
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [640, (640 * image.height) / image.width];
		const context = canvas.getContext('2d');
		setInterval(() => context?.drawImage(image, 0, 0, canvas.width, canvas.height), 50);
		navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(20));
	}, picture.toString('base64'));
	await page.getByRole('button', { name: '用摄像头扫钥匙单' }).click();
}

async function answer(survey: string, code: string, option: string): Promise<void> {
	const address = `${server.url}/s/${survey.split('/').at(-1)}`;
	const { body } = await request(address);
	const submissionId = /name="submission_id" value="([^"]+)"/.exec(body)?.[1] ?? '';
	const form = {
		...{ code, submission_id: submissionId },
		...{ 'home.overall': option, 'chair.overall': option }
	};
	const { status } = await request(address, { form, headers: { origin: server.url } });
	expect(status).toBe(200);
}

const wrongDigit = (digits: string) => `${(Number(digits[0]) + 1) % 10}${digits.slice(1)}`;

test('three sheets are made and rehearsed, members answer, and two of the sheets open the box', async () => {
	const context = await desktop(browser);
	const office = await context.newPage();
	const unionId = freeUnion();
	await loginAs(office, server.url, 'zhuxi', server.passwordOf('zhuxi'));
	const survey = await draftWithTrustees(office, unionId);
	const codes = await printCodes(office, survey);
	expect(codes).toHaveLength(12);
	await office.goto(`${server.url}${survey}`);
	expect(await office.getByText('三位保管人保管钥匙').count()).toBe(1);

	// Two holders on their phones, one on the office's computer.
	const phones = await phone(browser);
	const sheets: Sheet[] = [];
	for (const [index, name] of ['陈敏', '王芳', '刘洋'].entries()) {
		const page = await invite(
			office,
			`${survey}/custody`,
			index + 1,
			index === 2 ? context : phones
		);
		if (index === 0) {
			expect(await page.getByRole('button', { name: '生成钥匙单' }).isDisabled()).toBe(true);
			await screenshot(page, 'custody-holder-phone');
		}
		const sheet = await makeSheet(page, name);
		if (index === 2) {
			await expectNoAxeViolations(page);
			await screenshot(page, 'custody-make-sheet');
			await page.emulateMedia({ media: 'print' });
			await page.setViewportSize({ width: 794, height: 1123 });
			await screenshot(page, 'custody-key-sheet-print');
			await page.emulateMedia({ media: 'screen' });
		}
		await handIn(page);
		expect(await page.content()).not.toContain(sheet.digits.slice(0, 6));
		sheets.push(sheet);
	}
	const [first, second, third] = sheets as [Sheet, Sheet, Sheet];
	await office.goto(`${server.url}${survey}/custody`);
	await expectNoAxeViolations(office);
	await screenshot(office, 'custody-three-sheets');

	// The rehearsal: a typing error is found in its group, another's sheet is recognised, a photo is read.
	await first.page.reload();
	await type(first.page, wrongDigit(first.digits));
	await first.page.getByText('第 1 组输错了').waitFor();
	await type(first.page, second.digits);
	await first.page.getByText('这是另一位保管人的钥匙单').waitFor();
	await expectNoAxeViolations(first.page);
	await screenshot(first.page, 'custody-rehearsal-phone');
	await type(first.page, first.digits);
	await first.page.getByText('演练通过').waitFor();
	await screenshot(first.page, 'custody-rehearsed-phone');
	await office.goto(`${server.url}${survey}`);
	expect(await office.getByRole('button', { name: '确认开启' }).count()).toBe(0);
	await second.page.reload();
	await photograph(second.page, second.picture);
	await second.page.getByText('演练通过').waitFor();
	await third.page.reload();
	await scan(third.page, third.picture);
	await third.page.getByText('演练通过').waitFor();

	// Open, answer, close: nothing counts itself.
	await office.goto(`${server.url}${survey}`);
	await office.getByText('开启问卷', { exact: true }).click();
	await office.getByRole('button', { name: '确认开启' }).click();
	await office.getByText('提前截止').waitFor();
	for (const [index, code] of codes.entries()) await answer(survey, code, index < 9 ? '1' : '3');
	await office.getByText('提前截止').click();
	await office.getByRole('button', { name: '确认截止' }).click();
	await office.getByRole('link', { name: '开箱' }).waitFor();
	await screenshot(office, 'custody-closed');
	await office.getByRole('link', { name: '开箱' }).click();

	// The opening: no stranger's sheet, not one sheet twice; two different ones, one from a photo.
	await type(office, '000000 '.repeat(8));
	await office.getByText('输错了').waitFor();
	await type(office, third.digits);
	await office.getByText('一张不够，还要一张').waitFor();
	await type(office, third.digits);
	await office.getByText('这一张刚才已经读过了').waitFor();
	await expectNoAxeViolations(office);
	await screenshot(office, 'custody-opening-one-sheet');
	await photograph(office, first.picture);
	await office.getByText('两张钥匙单都对').waitFor();
	await expectNoAxeViolations(office);
	await screenshot(office, 'custody-opening-two-sheets');
	await office.getByRole('button', { name: '开箱计票' }).click();
	await office.waitForURL(/\/result$/);
	await screenshot(office, 'custody-result');
	expect(await office.locator('main').innerText()).toContain('75.00%');

	// Two other sheets take the key out again, for a verifier; it stays on this computer.
	await office.goto(`${server.url}${survey}/custody/open`);
	await type(office, second.digits);
	await office.getByText('一张不够，还要一张').waitFor();
	await type(office, first.digits);
	const saved = office.waitForEvent('download');
	await office.getByRole('link', { name: '保存 box.key' }).click();
	expect(readFileSync(await (await saved).path())).toHaveLength(32);
	await phones.close();
	await context.close();
});

test('sheets of a key set are made once by the upper union and chosen by a union below it', async () => {
	const [upper, lower, phones] = [
		await desktop(browser),
		await desktop(browser),
		await phone(browser)
	];
	const supervisor = await upper.newPage();
	await loginAs(supervisor, server.url, 'xian', server.passwordOf('xian'));
	await supervisor.goto(`${server.url}/office/unions`);
	await supervisor.getByRole('link', { name: '云溪县总工会' }).first().click();
	await supervisor.getByRole('link', { name: '钥匙组' }).click();
	await supervisor.waitForURL(/\/key-sets$/);
	await expectNoAxeViolations(supervisor);
	await supervisor.getByRole('button', { name: '新建' }).click();
	await supervisor.waitForURL(/\/key-sets\/[^/]+$/);
	const keySet = new URL(supervisor.url()).pathname;
	const sheets: Sheet[] = [];
	for (const [index, name] of ['周敏', '吴芳', '郑洋'].entries()) {
		const page = await invite(supervisor, keySet, index + 1, phones);
		sheets.push(await makeSheet(page, name));
		await handIn(page);
	}

	const unionId = freeUnion();
	const office = await lower.newPage();
	await loginAs(office, server.url, 'zhuxi', server.passwordOf('zhuxi'));
	const survey = await draftWithTrustees(office, unionId);
	expect(await printCodes(office, survey)).toHaveLength(12);
	await office.goto(`${server.url}${survey}/custody`);
	await office.getByLabel(/云溪县总工会/).check();
	await office.getByRole('button', { name: '保存' }).click();
	await office.getByText('统一制作和演练').waitFor();
	await screenshot(office, 'custody-chosen-key-set');

	for (const { page, digits } of sheets) {
		await page.reload();
		await type(page, digits);
		await page.getByText('演练通过').waitFor();
	}
	await supervisor.goto(`${server.url}${keySet}`);
	expect(await supervisor.getByText('已演练').count()).toBe(3);
	await expectNoAxeViolations(supervisor);
	await screenshot(supervisor, 'custody-key-set');
	await office.goto(`${server.url}${survey}`);
	await office.getByText('开启问卷', { exact: true }).click();
	await office.getByRole('button', { name: '确认开启' }).click();
	await office.getByText('提前截止').waitFor();
	for (const context of [upper, lower, phones]) await context.close();
});
