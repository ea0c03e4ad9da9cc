import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';

/** A random draw from the frame to the protocol, and run again in the reader's browser. */

const office = useDemoOffice();

async function openUnion(page: Page, name: string): Promise<string> {
	await page.goto(`${office.server.url}/office/unions?q=${encodeURIComponent(name)}`);
	await page.getByRole('link', { name }).first().click();
	await page.waitForURL(/unions\/\w+$/);
	return page.url();
}

test('a sample is prepared, drawn, printed and run again', async () => {
	const page = await office.signedIn('xian');
	await openUnion(page, '溪桥镇总工会');
	await page.getByRole('link', { name: '随机抽样' }).click();
	await page.getByText('还没有抽样').waitFor();
	await page.getByRole('link', { name: '准备一次抽样' }).click();
	await page.waitForURL(/draws\/new$/);
	await page.getByRole('button', { name: /用这个数/ }).click();
	expect(Number(await page.locator('[name=total]').inputValue())).toBeGreaterThan(1);
	await page.locator('[name=total]').fill('4');
	await expectNoAxeViolations(page);
	await screenshot(page, 'draw-new');
	await page.getByRole('button', { name: '固定抽样框' }).click();
	await page.waitForURL(/draws\/(?!new)\w+$/);
	const hash = (await page.locator('.font-mono').first().innerText()).replaceAll(' ', '');
	expect(hash).toMatch(/^[0-9a-f]{64}$/);
	await expectNoAxeViolations(page);
	await screenshot(page, 'draw-prepared');

	await page.getByRole('textbox', { name: '种子' }).fill('123456');
	await page.getByLabel('现场产生').check();
	await page.locator('[name=note]').fill('三人各掷两次骰子');
	await page.locator('[name=witnesses]').fill('陈敏、王芳');
	await page.getByRole('button', { name: '抽取', exact: true }).click();
	await page.getByText('种子太有规律').waitFor();
	expect(await page.locator('[name=note]').inputValue()).toBe('三人各掷两次骰子');
	await page.getByRole('textbox', { name: '种子' }).fill('42 61 53');
	await page.getByText('426153').waitFor();
	await page.getByRole('button', { name: '抽取', exact: true }).click();
	await page.getByText('已抽取，有效').first().waitFor();
	expect(await page.locator('tbody ol li').count()).toBe(4);
	await expectNoAxeViolations(page);
	await screenshot(page, 'draw-drawn');
	const address = page.url();

	const response = await page.context().request.get(`${address}/file`);
	expect(await response.json()).toMatchObject({
		...{ frame_hash: hash, seed: '426153' },
		nonce: expect.stringMatching(/^[0-9a-f]{64}$/)
	});

	await page.getByRole('link', { name: '在浏览器里重算' }).click();
	await page.getByText('一致：用抽样框和种子重算').waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'draw-check');

	await page.goto(`${address}/protocol`);
	await page.getByText(hash.slice(0, 8)).waitFor();
	await screenshot(page, 'draw-protocol');

	await page.goto(`${address.replace(/\/\w+$/, '')}/new`);
	await page.getByText('这项抽样以前的各次').first().waitFor();
	await page.locator('[name=total]').fill('4');
	await page.locator('[name=reason]').fill('一家单位已经撤销');
	await page.getByRole('button', { name: '固定抽样框' }).click();
	await page.waitForURL(/draws\/(?!new)\w+$/);
	await page.locator('summary', { hasText: '放弃这次抽样' }).click();
	await page.getByLabel('理由').fill('在场人员不足');
	await page.getByRole('button', { name: '放弃', exact: true }).click();
	await page.waitForURL(/draws$/);
	await page.getByText('放弃：在场人员不足').waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'draw-list');
	await page.context().close();
});

test('the sheet of last year shows the mean of the drawn units, each of them, and the pooled rate', async () => {
	const page = await office.signedIn('xian', phone);
	const union = await openUnion(page, '云溪经济开发区总工会');
	const year = new Date().getFullYear() - 1;
	await page.goto(`${union}/assessments/${year}`);
	await page.getByText('仅供对照，不作依据').waitFor();
	await page.getByText(/抽中的 6 家/).click();
	await screenshot(page, 'draw-mean-phone');
	await page.getByRole('link', { name: '抽样记录' }).click();
	await page.waitForURL(/draws\/\w+$/);
	await expectNoAxeViolations(page);
	await screenshot(page, 'draw-drawn-phone');
	await page.goto(page.url().replace(/\/\w+$/, ''));
	await screenshot(page, 'draw-list-phone');
	await page.context().close();
});
