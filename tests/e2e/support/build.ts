import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Everything the application is built from. */
export const BUILD_INPUTS = [
	...['src', 'static', 'rubrics', 'migrations', 'package.json', 'package-lock.json'],
	...['svelte.config.js', 'vite.config.ts', 'tsconfig.json']
];
const OUTPUT = 'build/handler.js';

/** Builds the application, unless what is built is younger than everything it is made from. */
export function buildOnce(): void {
	const inputs = BUILD_INPUTS.filter((path) => existsSync(path));
	if (existsSync(OUTPUT) && statSync(OUTPUT).mtimeMs > Math.max(...inputs.map(newest))) return;
	build(process.cwd());
}

/** Builds the checkout in `folder`; what the bundler has to say is shown only when it fails. */
export function build(folder: string): void {
	const { resolve } = createRequire(import.meta.url);
	const vite = join(dirname(resolve('vite/package.json')), 'bin/vite.js');
	const env = { ...process.env, NODE_ENV: 'production' };
	execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: folder, env });
}

/** When the newest entry below `path` was written; a folder's own time tells of files removed from it. */
function newest(path: string): number {
	const { mtimeMs } = statSync(path);
	if (!statSync(path).isDirectory()) return mtimeMs;
	return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
