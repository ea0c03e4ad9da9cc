import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Steps that staff take in the office, by the pages themselves. `page` is signed in; `url` is the server's address. */

export interface UnionFields {
	name: string;
	code: string;
	/** `level:kind` */
	kind: string;
	memberCount: number;
	/** Name or code of the union above. */
	parent: string;
}

/** Adds a union and gives its id. */
export async function createUnion(page: Page, url: string, union: UnionFields): Promise<string> {
	await page.goto(`${url}/office/unions`);
	await page.getByRole('link', { name: '新增工会' }).click();
	await page.waitForURL('**/unions/new*');
	await chooseUnion(page, 'parent', union.parent);
	for (const name of ['name', 'code', 'memberCount'] as const)
		await page.locator(`[name=${name}]`).fill(String(union[name]));
	await page.locator('[name=kind]').selectOption(union.kind);
	await page.locator('[name=independent]').check();
	await page.getByRole('button', { name: '新增工会' }).click();
	await page.waitForURL(/unions\/\w+\?done=created/);
	return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Registers who chairs the union since a day (2026-11-22). */
export async function registerChair(
	page: Page,
	unionUrl: string,
	{ name, startedOn }: { name: string; startedOn: string }
): Promise<void> {
	await page.goto(unionUrl);
	await page.locator('form[action="?/term"] [name=name]').fill(name);
	await page.locator('form[action="?/term"] [name=startedOn]').fill(startedOn);
	await page.locator('form[action="?/term"] button').click();
	await page.getByText('新任主席已登记').waitFor();
}

/** Makes an account with one role and gives its one-time password. */
export async function createAccount(
	page: Page,
	url: string,
	account: { name: string; username: string; role: string; union: string }
): Promise<string> {
	await page.goto(`${url}/office/accounts/new`);
	await page.locator('[name=name]').fill(account.name);
	await page.locator('[name=username]').fill(account.username);
	await page.locator('[name=role0]').selectOption(account.role);
	await chooseUnion(page, 'union0', account.union);
	await page.getByRole('button', { name: '建立账号' }).click();
	return page.locator('dd').nth(1).innerText();
}

/** Types into a union picker what it offers for a name or code. */
async function chooseUnion(page: Page, field: string, union: string): Promise<void> {
	const input = page.locator(`[name=${field}]`);
	const list = await input.getAttribute('list');
	const offered = page.locator(`#${list} option[value*="${union}"]`).first();
	await input.fill((await offered.getAttribute('value')) ?? '');
}

/** Sets the address that is printed in QR codes. */
export async function setPublicAddress(page: Page, url: string, address: string): Promise<void> {
	await page.goto(`${url}/office/settings`);
	await page.locator('input[name=address]:not([type=hidden])').fill(address);
	await page.getByRole('button', { name: '保存' }).click();
	await page.getByText('二维码地址已保存').waitFor();
}

/** Presses a button that asks back, and confirms. */
export async function confirm(page: Page, label: string, confirmLabel: string): Promise<void> {
	await page.locator('summary', { hasText: label }).first().click();
	await page.getByRole('button', { name: confirmLabel }).click();
}

/** The state that stands beside the heading of a survey. */
export async function expectState(page: Page, state: string): Promise<void> {
	await page.locator('h1 .badge', { hasText: state }).waitFor();
	expect(await page.locator('h1 .badge').innerText()).toBe(state);
}
