import type { BrowserContext } from 'playwright-core';

let found: string[] = [];

/** Notes what the browser says it did not run or load because of a page's content security policy. */
export function watchViolations(context: BrowserContext): void {
	context.on('console', (message) => {
		if (/content security policy/i.test(message.text()))
			found.push(`${message.location().url}: ${message.text()}`);
	});
}

/** What was noted since the last call. */
export function takeViolations(): string[] {
	const taken = found;
	found = [];
	return taken;
}
