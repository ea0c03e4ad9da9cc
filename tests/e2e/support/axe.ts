import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with a line for each element that breaks a rule of WCAG 2.2 AA. Waits for ever on a page whose scripts are off. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
	// Colours on their way from light to dark are neither.
	await page.evaluate(() => {
		for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
	});
	const { violations } = await new AxeBuilder({ page }).withTags(WCAG_22_AA).analyze();
	const lines = violations.flatMap(({ id, help, nodes }) =>
		nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`)
	);
	expect(lines, page.url()).toEqual([]);
}
