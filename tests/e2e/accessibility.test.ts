import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { coveredElsewhere, findOpen, isPage, listRoutes, useAllPages } from './support/all-pages';
import { WCAG_22_AA } from './support/axe';

const pages = useAllPages();

const looks = ['light', 'dark', 'large'] as const;
type Look = (typeof looks)[number];
const widths = [1280, 360];
/** Milliseconds that a machine with other work may take for a hundred pages. */
const BUSY = 900_000;

/** What depends on colours and sizes; the rest is the same in every look. */
const VISUAL = ['color-contrast', 'target-size', 'link-in-text-block'];

/** What `<html>` has when somebody chose it (see look.test.ts), without loading the page again. */
async function putOn(page: Page, look: Look): Promise<void> {
	await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
	await page.evaluate((large) => {
		document.documentElement.toggleAttribute('data-type', false);
		if (large) document.documentElement.dataset['type'] = 'large';
		// Colours change in steps; what is looked at is where they arrive.
		for (const change of document.getAnimations()) change.finish();
	}, look === 'large');
}

/** Forms that are folded away are looked at, too; menus would lie over what is below them. */
async function unfold(page: Page): Promise<void> {
	await page.evaluate(() => {
		for (const details of document.querySelectorAll('details'))
			details.open = !details.matches('.dropdown, .relative');
	});
}

async function faultsOf(page: Page, look: Look): Promise<string[]> {
	// One page is enough for pages without frames, and much faster.
	const axe = new AxeBuilder({ page }).setLegacyMode();
	const { violations } = await (
		look === 'light' ? axe.withTags(WCAG_22_AA) : axe.withRules(VISUAL)
	).analyze();
	const wide = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	return [
		...violations.flatMap(({ id, nodes }) =>
			nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)
		),
		...(wide > 0 ? [`scrolls sideways by ${wide} px`] : [])
	];
}

async function lookAt(page: Page, address: string): Promise<string[]> {
	const faults: string[] = [];
	for (const width of widths) {
		await page.setViewportSize({ width, height: 900 });
		for (const look of looks) {
			await putOn(page, look);
			const found = await faultsOf(page, look);
			faults.push(...found.map((fault) => `${address} ${look} ${width}: ${fault}`));
		}
	}
	return faults;
}

/** Named by how their routes begin; each route is in one. */
const groups: [string, (route: string) => boolean][] = [
	['everybody', (route) => !route.startsWith('/office')],
	['a survey', (route) => route.startsWith('/office/surveys')],
	['a union', (route) => route.startsWith('/office/unions/[union]')],
	['the office', (route) => /^\/office(?!\/surveys|\/unions\/\[union\])/.test(route)]
];

describe('axe finds nothing and nothing scrolls sideways, light, dark and large', () => {
	test.each(groups)(
		'on pages of %s',
		async (_, belongs) => {
			const routes = listRoutes().filter((route) => belongs(route) && isPage(route));
			const faults: string[] = [];
			for (const route of routes.filter((route) => !coveredElsewhere.has(route))) {
				const found = await findOpen(route, pages);
				if (found.length === 0) faults.push(`${route}: nobody can open it`);
				// A survey's own page is another one in each of its states; of those below it two will do.
				const worth = route.endsWith('[survey]') ? found : found.slice(0, 2);
				for (const { address, person } of worth) {
					const page = await person.newPage();
					await page.goto(pages.server.url + address, { waitUntil: 'load' });
					await unfold(page);
					faults.push(...(await lookAt(page, address)));
					await page.close();
				}
			}
			expect(faults).toEqual([]);
		},
		BUSY
	);
});

test('what is pale or too wide is noticed', async () => {
	const page = await pages.people[1]!.newPage();
	await page.goto(`${pages.server.url}/office`);
	await page.evaluate(() => {
		document.querySelector('h1')?.setAttribute('style', 'color: #ccc; width: 2000px');
	});
	const faults = await lookAt(page, '/office');
	expect(faults.filter((fault) => /light.*color-contrast/.test(fault))).toHaveLength(widths.length);
	expect(faults.filter((fault) => /scrolls sideways/.test(fault))).toHaveLength(
		widths.length * looks.length
	);
	await page.close();
});
