import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser } from './support/browser';
import { startDemo, type DemoServer } from './support/demo';
import { loginAs } from './support/login';
import { takeViolations } from './support/violations';

let browser: Browser;
let server: DemoServer;
/** A stranger first, then accounts of the demo. */
let people: BrowserContext[];
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
	makeManager();
	people = [await desktop(browser)];
	for (const username of ['zhuxi', 'xian', 'admin', 'kaoping', 'shi', 'kaifaqu']) {
		const context = await desktop(browser);
		await loginAs(await context.newPage(), server.url, username, server.passwordOf(username));
		people.push(context);
	}
});
afterAll(async () => {
	await browser.close();
	await server.stop();
});

const ofMeeting = `select id from survey where mode = 'meeting' order by opens_at desc`;
const ofChairs = `select id from survey where electorate = 'chairs' order by opens_at desc`;

/** The demo's chair holds office in the unions of the demo's draft and of a meeting, too. */
function makeManager(): void {
	const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'));
	try {
		database
			.prepare(
				`insert into role select user_id, survey.union_id, 'chair' from "user"
				join role on user_id = "user".id join survey on survey.id in (?, (${ofMeeting} limit 1))
				where username = 'zhuxi'`
			)
			.run(server.surveys.draft);
	} finally {
		database.close();
	}
}

/** Routes that no address of the demo leads to, each with what covers it; everything else has to be seen. */
const coveredElsewhere = new Map([
	['/office/surveys/[survey]/custody/open', 'trustees.test.ts'],
	['/office/surveys/[survey]/electors/edit', 'superior.test.ts'],
	['/office/surveys/[survey]/paper', 'paper.test.ts'],
	['/office/surveys/[survey]/paper/ballot', 'paper.test.ts']
]);

/** Route ids of all pages, and of what may be a print document. */
function listRoutes(): string[] {
	const files = readdirSync('src/routes', { recursive: true }).map((file) =>
		String(file).split(sep).join('/')
	);
	const pages = files.filter((file) => /(^|\/)\+(page(@.*)?\.svelte|server\.ts)$/.test(file));
	return [...new Set(pages.map((file) => `/${file.replace(/\/?\+[^/]*$/, '')}`))];
}

const isPage = (route: string) =>
	readdirSync(join('src/routes', route)).some((name) => /^\+page.*\.svelte$/.test(name));

function query(sql: string, ...values: unknown[]): string {
	const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'), { readonly: true });
	try {
		return String(
			database
				.prepare(sql)
				.pluck()
				.get(...values)
		);
	} finally {
		database.close();
	}
}

const unionOfSupervisor = `select union_id from role join "user" on id = user_id where username = 'xian'`;

/** A key set of the county with a link for its first holder. */
async function makeKeySet(): Promise<{ set: string; token: string }> {
	const page = await people[2]!.newPage();
	const county = query(unionOfSupervisor);
	await page.goto(`${server.url}/office/unions/${county}/key-sets`);
	await page.getByRole('button', { name: '新建' }).click();
	await page.waitForURL(/key-sets\/./);
	const set = page.url().split('/').at(-1) ?? '';
	await page.locator('form[action="?/invite"]:has(input[value="1"]) button').click();
	const link = await page.getByRole('link', { name: '在这台电脑上打开' }).getAttribute('href');
	await page.close();
	return { set, token: link?.split('/').at(-1) ?? '' };
}

/** What each name in an address may stand for in the demo; the first that answers is taken, of surveys all. */
async function knownParams(): Promise<Record<string, string[]>> {
	const { set, token } = await makeKeySet();
	const { open, draft, published, void: voided } = server.surveys;
	const own = query('select union_id from survey where id = ?', open);
	const [draw, drawn] = [query('select id from draw'), query('select union_id from draw')];
	return {
		...{ union: [own, query(unionOfSupervisor), drawn], draw: [draw] },
		survey: [draft, open, published, voided, query(ofMeeting), query(ofChairs)],
		...{ year: [String(new Date().getFullYear())], user: [query('select id from "user"')] },
		...{ set: [set], token: [token], criterion: ['organisation.1.1'] },
		round: [query('select id from round where union_id = ?', query(unionOfSupervisor))]
	};
}

function addressesOf(route: string, params: Record<string, string[]>): string[] {
	const open = route.replace(/\/\([^)]*\)/g, '');
	return (open.match(/\[[^\]]+\]/g) ?? []).reduce(
		(addresses, name) =>
			addresses.flatMap((address) =>
				(params[name.slice(1, -1)] ?? []).map((value) => address.replace(name, value))
			),
		[open || '/']
	);
}

/** Opens the address as whoever gets a document for it; null if nobody does. */
async function openAsAnybody(address: string): Promise<Page | null> {
	for (const person of people) {
		const url = `${server.url}${address}`;
		const answer = await person.request.get(url, { maxRedirects: 0 });
		const isDocument = answer.headers()['content-type']?.startsWith('text/html');
		if (answer.status() !== 200 || !isDocument) continue;
		expect(answer.headers()['content-security-policy'], address).toContain("base-uri 'none'");
		const page = await person.newPage();
		await page.goto(url, { waitUntil: 'networkidle' });
		return page;
	}
	return null;
}

test('no page or print document runs into its own content security policy', async () => {
	const params = await knownParams();
	const unseen: string[] = [];
	for (const route of listRoutes()) {
		let seen = false;
		for (const address of addressesOf(route, params)) {
			const page = await openAsAnybody(address);
			seen ||= page !== null;
			await page?.close();
			// A survey's page is another one in each of its states.
			if (seen && !route.includes('[survey]')) break;
		}
		if (!seen && isPage(route) && !coveredElsewhere.has(route)) unseen.push(route);
	}
	expect(takeViolations()).toEqual([]);
	expect(unseen, 'say in this test how to reach them').toEqual([]);
});

test('what the policy forbids is noticed', async () => {
	const page = await people[1]!.newPage();
	await page.goto(`${server.url}/office`);
	await page.evaluate(() => {
		const script = document.createElement('script');
		script.textContent = 'document.title = "stolen"';
		document.head.append(script);
	});
	expect(await page.title()).not.toBe('stolen');
	await expect.poll(() => takeViolations().length).toBeGreaterThan(0);
});
