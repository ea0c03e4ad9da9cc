import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import SQLite from 'better-sqlite3';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { desktop, openBrowser } from './browser';
import { startDemo, type DemoServer } from './demo';
import { loginAs } from './login';

export interface AllPages {
	readonly server: DemoServer;
	/** A stranger first, then accounts of the demo that together see every page, each with a window of its own. */
	readonly people: BrowserContext[];
	/** What each name in an address may stand for in the demo; the first that answers is taken, of surveys all. */
	readonly params: Record<string, string[]>;
}

export interface OpenAddress {
	address: string;
	/** Who gets a document for it. */
	person: BrowserContext;
}

/** Routes that no address of the demo leads to, each with what covers it; everything else has to be seen. */
export const coveredElsewhere = new Map([
	['/office/setup/[token]', 'accounts.test.ts'],
	['/office/invitation/[token]', 'accounts.test.ts'],
	['/office/login/code', 'accounts.test.ts'],
	['/office/surveys/[survey]/custody/open', 'trustees.test.ts'],
	['/office/surveys/[survey]/electors/edit', 'superior.test.ts'],
	['/office/surveys/[survey]/paper', 'paper.test.ts'],
	['/office/surveys/[survey]/paper/ballot', 'paper.test.ts']
]);

const ofMeeting = `select id from survey where mode = 'meeting' order by opens_at desc`;
const ofChairs = `select id from survey where electorate = 'chairs' order by opens_at desc`;
const unionOfSupervisor = `select union_id from role join "user" on id = user_id where username = 'xian'`;

/** The demo and everybody who is needed to see all of it, for the tests of one file. */
export function useAllPages(): AllPages {
	let all: AllPages | undefined;
	let stop = async () => {};
	beforeAll(async () => {
		const [server, browser] = await Promise.all([startDemo(), openBrowser()]);
		stop = async () => {
			await browser.close();
			await server.stop();
		};
		makeManager(server);
		const people = [await desktop(browser)];
		for (const username of ['zhuxi', 'xian', 'admin', 'kaoping', 'shi', 'kaifaqu']) {
			const context = await desktop(browser);
			await loginAs(await context.newPage(), server.url, username, server.passwordOf(username));
			people.push(context);
		}
		all = { server, people, params: await knownParams(server, people) };
	});
	afterAll(() => stop());
	const started = () => {
		if (!all) throw new Error('the demo has not been started yet');
		return all;
	};
	return {
		get server() {
			return started().server;
		},
		get people() {
			return started().people;
		},
		get params() {
			return started().params;
		}
	};
}

/** The demo's chair holds office in the unions of the demo's draft and of a meeting, too. */
function makeManager({ dataDir, surveys }: DemoServer): void {
	const database = new SQLite(join(dataDir, 'pingjia.sqlite'));
	try {
		database
			.prepare(
				`insert into role select user_id, survey.union_id, 'chair' from "user"
				join role on user_id = "user".id join survey on survey.id in (?, (${ofMeeting} limit 1))
				where username = 'zhuxi'`
			)
			.run(surveys.draft);
	} finally {
		database.close();
	}
}

/** Route ids of all pages, and of what may be a print document. */
export function listRoutes(): string[] {
	const files = readdirSync('src/routes', { recursive: true }).map((file) =>
		String(file).split(sep).join('/')
	);
	const pages = files.filter((file) => /(^|\/)\+(page(@.*)?\.svelte|server\.ts)$/.test(file));
	return [...new Set(pages.map((file) => `/${file.replace(/\/?\+[^/]*$/, '')}`))];
}

export function isPage(route: string): boolean {
	return readdirSync(join('src/routes', route)).some((name) => /^\+page.*\.svelte$/.test(name));
}

/** A key set of the county with a link for its first holder. */
async function makeKeySet(
	{ url }: DemoServer,
	supervisor: BrowserContext,
	county: string
): Promise<{ set: string; token: string }> {
	const page = await supervisor.newPage();
	await page.goto(`${url}/office/unions/${county}/key-sets`);
	await page.getByRole('button', { name: '新建' }).click();
	await page.waitForURL(/key-sets\/./);
	const set = page.url().split('/').at(-1) ?? '';
	await page.locator('form[action="?/invite"]:has(input[value="1"]) button').click();
	const link = await page.getByRole('link', { name: '在这台电脑上打开' }).getAttribute('href');
	await page.close();
	return { set, token: link?.split('/').at(-1) ?? '' };
}

async function knownParams(
	server: DemoServer,
	people: BrowserContext[]
): Promise<Record<string, string[]>> {
	const query = (sql: string, ...values: unknown[]) => ask(server, sql, ...values);
	const county = query(unionOfSupervisor);
	const { set, token } = await makeKeySet(server, people[2]!, county);
	const { open, draft, published, void: voided } = server.surveys;
	const own = query('select union_id from survey where id = ?', open);
	const [draw, drawn] = [query('select id from draw'), query('select union_id from draw')];
	return {
		...{ union: [own, county, drawn], draw: [draw] },
		survey: [...new Set([draft, open, published, voided, query(ofMeeting), query(ofChairs)])],
		...{ year: [String(new Date().getFullYear())], user: [query('select id from "user"')] },
		import: [query('select id from import')],
		...{ set: [set], token: [token], criterion: ['organisation.1.1'] },
		round: [query('select id from round where union_id = ?', county)],
		result: [query(`select id from result where source = 'history' and status = 'pending'`)]
	};
}

function ask({ dataDir }: DemoServer, sql: string, ...values: unknown[]): string {
	const database = new SQLite(join(dataDir, 'pingjia.sqlite'), { readonly: true });
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

/** Addresses of the route that answer with a document: the first, of a survey's page one for each of its states. */
export async function findOpen(route: string, pages: AllPages): Promise<OpenAddress[]> {
	const found: OpenAddress[] = [];
	for (const address of addressesOf(route, pages.params)) {
		const person = await whoOpens(address, pages);
		if (person) found.push({ address, person });
		if (person && !route.includes('[survey]')) break;
	}
	return found;
}

async function whoOpens(
	address: string,
	{ server, people }: AllPages
): Promise<BrowserContext | null> {
	for (const person of people) {
		const answer = await person.request.get(server.url + address, { maxRedirects: 0 });
		const headers = answer.headers();
		if (answer.status() !== 200 || !headers['content-type']?.startsWith('text/html')) continue;
		expect(headers['content-security-policy'], address).toContain("base-uri 'none'");
		return person;
	}
	return null;
}
