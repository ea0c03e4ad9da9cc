import { expect, test } from 'vitest';
import { expectNoAxeViolations } from './support/axe';
import { phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';

/** The tree of unions of the demo county: opened, and changed. */

const office = useDemoOffice();

test('the tree opens level by level, by keyboard too', async () => {
	const page = await office.signedIn('xian', phone);
	await page.goto(`${office.server.url}/office/unions`);
	await page.getByRole('link', { name: '工会树' }).click();
	await page.waitForURL(/\/tree$/);
	const county = page.getByRole('button', { name: /云溪县总工会的\s*下级/ });
	await county.click();
	const town = page.getByRole('button', { name: /溪桥镇总工会的\s*下级/ });
	await town.focus();
	await page.keyboard.press('Space');
	await page.getByRole('list', { name: '溪桥镇总工会的下级工会' }).waitFor();
	expect(await town.getAttribute('aria-expanded')).toBe('true');
	await expectNoAxeViolations(page);
	await screenshot(page, 'tree-phone');
	await page.keyboard.press('Enter');
	await expect.poll(() => town.getAttribute('aria-expanded')).toBe('false');
	await page.context().close();
});

test('a union is moved, with what was typed kept where it is refused', async () => {
	const page = await office.signedIn('xian');
	await page.goto(`${office.server.url}/office/unions?q=溪桥供销`);
	await page.locator('tbody th a').first().click();
	await page.getByRole('link', { name: '移动、并入、撤销' }).click();
	await page.waitForURL(/\/place$/);
	await expectNoAxeViolations(page);
	await screenshot(page, 'place');
	await page.getByText('撤销这家工会').click();
	const close = page.locator('form[action="?/close"]');
	await close.getByLabel('理由').fill('企业注销');
	await close.getByRole('button', { name: '确定撤销' }).click();
	await page.getByText('工会已撤销').waitFor();
	await page.getByText('理由：企业注销').waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'place-closed');
	await page.goto(`${office.server.url}/office/unions?q=城北环卫`);
	await page.locator('tbody th a').first().click();
	await page.getByRole('link', { name: '移动、并入、撤销' }).click();
	await page.getByText('移到别的上级工会下').click();
	const move = page.locator('form[action="?/move"]');
	await move.getByLabel('新的上级工会').fill('没有这一家');
	await move.getByLabel('理由').fill('区划调整');
	await move.getByRole('button', { name: '确定移动' }).click();
	await page.getByText('没有找到这个上级工会').waitFor();
	expect(await move.getByLabel('理由').inputValue()).toBe('区划调整');
	await move.getByLabel('新的上级工会').fill('溪桥镇总工会');
	await move.getByRole('button', { name: '确定移动' }).click();
	await page.getByText('工会已移到新的上级工会下面').waitFor();
	await expectNoAxeViolations(page);
	await page.context().close();
});
