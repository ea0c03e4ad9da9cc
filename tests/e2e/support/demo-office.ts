import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { desktop, openBrowser } from './browser';
import { startDemo, type DemoServer } from './demo';
import { loginAs } from './login';

export interface DemoOffice {
	/** Once the tests run. */
	readonly server: DemoServer;
	readonly browser: Browser;
	/** A page in a window of its own, signed in as an account of the demo; its context is the caller's to close. */
	signedIn(username: string, open?: (browser: Browser) => Promise<BrowserContext>): Promise<Page>;
}

/** The demo county with a browser before it, for the tests of one file: started before the first, ended after the last. */
export function useDemoOffice(): DemoOffice {
	let started: { server: DemoServer; browser: Browser } | undefined;
	beforeAll(async () => {
		const [server, browser] = await Promise.all([startDemo(), openBrowser()]);
		started = { server, browser };
	});
	afterAll(async () => {
		await started?.browser.close();
		await started?.server.stop();
	});
	const running = () => {
		if (!started) throw new Error('the demo has not been started yet');
		return started;
	};
	return {
		get server() {
			return running().server;
		},
		get browser() {
			return running().browser;
		},
		async signedIn(username, open = desktop) {
			const { server, browser } = running();
			const page = await (await open(browser)).newPage();
			await loginAs(page, server.url, username, server.passwordOf(username));
			return page;
		}
	};
}
