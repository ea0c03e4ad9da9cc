import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from 'playwright-core';
import { inject } from 'vitest';
import { watchViolations } from './violations';

const FLAGS = [
	...['--no-sandbox', '--headless=shell', '--disable-gpu', '--no-zygote', '--disable-quic'],
	...[
		'--disable-background-networking',
		'--no-first-run',
		'--disable-component-update',
		'--disable-sync'
	]
];
const SCREENSHOTS = join('test-output', 'screenshots');

/** Starts the browser; the caller closes it. */
export function openBrowser(): Promise<Browser> {
	const { executablePath, env } = inject('browser');
	return chromium.launch({ executablePath, env, args: FLAGS });
}

export interface WindowOptions {
	javaScriptEnabled?: boolean;
}

/** An old Android phone, by default as the browser inside a chat app shows itself. */
export function phone(browser: Browser, options: WindowOptions = {}): Promise<BrowserContext> {
	return openWindow(browser, {
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true,
		userAgent:
			'Mozilla/5.0 (Linux; Android 8.1.0; M1816) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 Mobile Safari/537.36 MicroMessenger/8.0.16',
		...options
	});
}

/** A window on an office desk. */
export function desktop(browser: Browser, options: WindowOptions = {}): Promise<BrowserContext> {
	return openWindow(browser, { viewport: { width: 1280, height: 900 }, ...options });
}

/** What these pages do not show within half a minute they do not show at all, on a busy machine either. */
async function openWindow(
	browser: Browser,
	options: BrowserContextOptions
): Promise<BrowserContext> {
	const place = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
	const context = await browser.newContext({ ...place, ...options });
	context.setDefaultTimeout(30_000);
	watchViolations(context);
	return context;
}

/** Keeps what the whole page looks like in test-output/screenshots/<name>.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
	mkdirSync(SCREENSHOTS, { recursive: true });
	await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
