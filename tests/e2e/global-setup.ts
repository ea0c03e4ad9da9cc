import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildOnce } from './support/build';
import { unpackChromium, type BrowserProgram } from './support/chromium';

declare module 'vitest' {
	interface ProvidedContext {
		browser: BrowserProgram;
	}
}

/** Builds what the tests drive and unpacks what they drive it with. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
	buildOnce();
	const folder = mkdtempSync(join(tmpdir(), 'pingjia-browser-'));
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	process.once('exit', remove);
	provide('browser', await unpackChromium(folder));
	return remove;
}
