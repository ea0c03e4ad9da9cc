import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Server } from './server';

/** The password that an account has after its one-time password was used once. */
export const newPassword = (username: string): string => `changed-${username}-2026`;

/** Signs in at the office; a one-time password is changed to `newPassword(username)`, as the office then demands. */
export async function loginAs(
	page: Page,
	url: string,
	username: string,
	password: string
): Promise<void> {
	await page.goto(`${url}/office/login`);
	await page.locator('input[name=username]').fill(username);
	await page.locator('input[name=password]').fill(password);
	await page.locator('form:has([name=password]) button').last().click();
	await page.waitForURL(/\/office(?!\/login)/);
	if (new URL(page.url()).pathname === '/office/password')
		await changePassword(page, username, password);
	expect(new URL(page.url()).pathname).toBe('/office');
}

async function changePassword(page: Page, username: string, password: string): Promise<void> {
	const fields = page.locator('main input[type=password]');
	await fields.nth(0).fill(password);
	for (let i = 1; i < (await fields.count()); i++) await fields.nth(i).fill(newPassword(username));
	await page.locator('main form button').last().click();
	await page.waitForURL((to) => to.pathname !== '/office/password');
}

/** Makes the first administrator, `admin`, by the page that the server names at its first start, and is signed in then. */
export async function setUpAs(
	page: Page,
	server: Pick<Server, 'url' | 'setupPath'>,
	union = '江东市总工会'
): Promise<void> {
	await page.goto(`${server.url}${server.setupPath}`);
	const fields = { union, name: '系统管理员', username: 'admin' };
	for (const [name, value] of Object.entries(fields))
		await page.locator(`input[name=${name}]`).fill(value);
	for (const name of ['password', 'repeated'])
		await page.locator(`input[name=${name}]`).fill(newPassword('admin'));
	await page.getByRole('button', { name: '完成设置' }).click();
	await page.waitForURL(/\/office\?done=setup/);
}
