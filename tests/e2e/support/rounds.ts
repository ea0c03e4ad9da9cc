import type { Page } from 'playwright-core';

/** What people do about rounds of assessment, by the pages themselves. `page` is signed in; `url` is the server's address. */

const DAY = 24 * 60 * 60 * 1000;

/** The calendar day in China, some days from now. */
export function dayFromNow(days: number): string {
	return new Date(Date.now() + 8 * 60 * 60 * 1000 + days * DAY).toISOString().slice(0, 10);
}

/** Opens a round of this year, self review and review both under way, and gives its address. */
export async function openRound(page: Page, unionUrl: string, level: string): Promise<string> {
	await page.goto(`${unionUrl}/rounds`);
	await page.locator('[name=level]').selectOption(level);
	const days = { selfFrom: -1, selfTo: 7, reviewFrom: 0, reviewTo: 14, finalFrom: 0, finalTo: 20 };
	for (const [name, offset] of Object.entries(days))
		await page.locator(`[name=${name}]`).fill(dayFromNow(offset));
	await page.getByRole('button', { name: '开设批次' }).click();
	await page.getByText('批次已开设').waitFor();
	return page.url().replace(/\?.*/, '');
}

/** The chair or staff of a union applies; self review begins at once. */
export async function applyForRound(page: Page, unionUrl: string): Promise<void> {
	await page.goto(`${unionUrl}/applications`);
	await page.getByRole('button', { name: '申报并开始自查' }).click();
	await page.getByText('已申报。').waitFor();
}

/** Gives every criterion of the sheet that is open its full points and saves. */
export async function scoreAll(page: Page, kind: '自查分' | '考评分'): Promise<void> {
	for (const field of await page.getByRole('textbox', { name: kind }).all()) {
		const label = (await field.getAttribute('aria-label')) ?? '';
		await field.fill(/满分 (\d+) 分/.exec(label)?.[1] ?? '');
	}
	// Counts only where the score differs from what is proposed, or nothing could be measured.
	for (const reason of await page.locator('[name^="note."]').all()) {
		await reason.evaluate((field) => field.closest('details')?.setAttribute('open', ''));
		await reason.fill('现场座谈并查看台账后确定');
	}
	await page.getByRole('button', { name: `保存${kind}` }).click();
	await page.getByText(/已保存 \d+ 项/).waitFor();
}
