import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const INPUTS = [
	...['src', 'static', 'rubrics', 'migrations'],
	...['package-lock.json', 'svelte.config.js', 'vite.config.ts']
];
const OUTPUT = 'build/handler.js';

/** Builds the application, unless what is built is younger than everything it is made from. */
export function buildOnce(): void {
	if (
		existsSync(OUTPUT) &&
		statSync(OUTPUT).mtimeMs > Math.max(...INPUTS.filter((path) => existsSync(path)).map(newest))
	)
		return;
	const vite = join(
		dirname(createRequire(import.meta.url).resolve('vite/package.json')),
		'bin/vite.js'
	);
	execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, NODE_ENV: 'production' }
	});
}

/** When the newest entry below `path` was written; a folder's own time tells of files removed from it. */
function newest(path: string): number {
	const { mtimeMs } = statSync(path);
	if (!statSync(path).isDirectory()) return mtimeMs;
	return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
