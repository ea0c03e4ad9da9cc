import { expect, test } from 'vitest';
import { coveredElsewhere, findOpen, isPage, listRoutes, useAllPages } from './support/all-pages';
import { takeViolations } from './support/violations';

const pages = useAllPages();

test('no page or print document runs into its own content security policy', async () => {
	const unseen: string[] = [];
	for (const route of listRoutes()) {
		const found = await findOpen(route, pages);
		for (const { address, person } of found) {
			const page = await person.newPage();
			await page.goto(pages.server.url + address, { waitUntil: 'networkidle' });
			await page.close();
		}
		if (found.length === 0 && isPage(route) && !coveredElsewhere.has(route)) unseen.push(route);
	}
	expect(takeViolations()).toEqual([]);
	expect(unseen, 'say in support/all-pages.ts how to reach them').toEqual([]);
});

test('what the policy forbids is noticed', async () => {
	const page = await pages.people[1]!.newPage();
	await page.goto(`${pages.server.url}/office`);
	await page.evaluate(() => {
		const script = document.createElement('script');
		script.textContent = 'document.title = "stolen"';
		document.head.append(script);
	});
	expect(await page.title()).not.toBe('stolen');
	await expect.poll(() => takeViolations().length).toBeGreaterThan(0);
});
