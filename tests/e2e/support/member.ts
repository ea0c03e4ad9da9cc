import type { Page } from 'playwright-core';

/** What a member ticks. Marks: 1 满意, 2 基本满意, 3 不满意, 4 不了解. */
export interface Ticks {
	/** The overall questions of 会员评家 and 会员评议工会主席. */
	home: string;
	chair: string;
	/** Tick the other questions of each subject alike; they may be left out. */
	items?: boolean;
	comment?: string;
}

/** Fills in an open ballot paper; `code` is typed unless the address brought it along. */
export async function fillBallot(page: Page, ticks: Ticks, code?: string): Promise<void> {
	const parts = page.locator('#answers section');
	for (const [index, mark] of [ticks.home, ticks.chair].entries()) {
		const marks = parts.nth(index).locator(`input[value="${mark}"]`);
		const last = ticks.items ? await marks.count() : 1;
		for (let n = 0; n < last; n++) await marks.nth(n).check();
	}
	if (ticks.comment !== undefined) await parts.first().locator('textarea').fill(ticks.comment);
	if (code !== undefined) await page.locator('[name=code]').fill(code);
}

/** Sends the ballot and waits for the answer whose heading is `heading`. */
export async function sendBallot(page: Page, heading: string): Promise<void> {
	await page.locator('#send').click();
	await page.getByRole('heading', { name: heading }).waitFor();
}
