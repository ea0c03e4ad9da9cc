/**
 * What checking costs: `node tests/load/verify.ts [ballots …]`, by default 1000 20000 1000000. For each size it writes the
 * review bundle of a made-up survey and lets the offline verifier check it, without and with counting every ballot again.
 * Bounded: one round per size; 1,000,000 ballots take some minutes and 3 GB, which are given back.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { programPlugin } from '../../src/verifier/program-plugin.ts';

const named = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'pingjia-verify-'));
const vite = await createServer({
	...{ configFile: false, logLevel: 'error', appType: 'custom' },
	server: { middlewareMode: true, ws: false, watch: null },
	optimizeDeps: { noDiscovery: true },
	resolve: { alias: { $lib: fileURLToPath(new URL('../../src/lib', import.meta.url)) } },
	plugins: [programPlugin()]
});
try {
	const { default: text } = await vite.ssrLoadModule('virtual:verify-cli');
	const program = join(folder, 'pingjia-verify.mjs');
	writeFileSync(program, String(text));
	const { writeMadeUp } = (await vite.ssrLoadModule('/tests/load/made-up-bundle.ts')) as {
		writeMadeUp(folder: string, ballots: number): { path: string; key: string };
	};
	for (const ballots of named.length > 0 ? named : [1000, 20_000, 1_000_000]) {
		const { path, key } = writeMadeUp(folder, ballots);
		const megabytes = (statSync(path).size / 1e6).toFixed(1);
		const [verified, counted] = [timed(program, path), timed(program, path, '--key', key)];
		console.log(
			`${ballots} ballots, ${megabytes} MB: verified in ${verified} s, counted again in ${counted} s`
		);
		rmSync(path);
	}
} finally {
	await vite.close();
	rmSync(folder, { recursive: true, force: true });
}

/** Seconds, the start of the program included. */
function timed(...args: string[]): string {
	const started = performance.now();
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`the verifier ended with ${status}: ${stdout}${stderr}`);
	return ((performance.now() - started) / 1000).toFixed(2);
}
