/**
 * What the boards over many unions cost: `node tests/load/overview.ts [unions]`, by default 20,000, with five years of both
 * results each. Prints milliseconds and their ratio to a bare count over the unions in the same run. Ends with an error if
 * a board takes more than its bound.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { programPlugin } from '../../src/verifier/program-plugin.ts';

/** A board may take this many times as long as counting the unions. */
const BOUND = 200;
const unions = Number(process.argv[2] ?? 20_000);
if (!Number.isSafeInteger(unions) || unions < 100) throw new RangeError('100 unions or more');

const folder = mkdtempSync(join(tmpdir(), 'pingjia-overview-'));
const vite = await createServer({
	...{ configFile: false, logLevel: 'error', appType: 'custom' },
	server: { middlewareMode: true, ws: false, watch: null },
	optimizeDeps: { noDiscovery: true },
	ssr: { external: ['better-sqlite3', 'pg'] },
	resolve: { alias: { $lib: fileURLToPath(new URL('../../src/lib', import.meta.url)) } },
	plugins: [programPlugin()]
});
try {
	const { measureBoards } = (await vite.ssrLoadModule('/tests/load/overview-boards.ts')) as {
		measureBoards(folder: string, unions: number): Promise<Record<string, number>>;
	};
	const measured = await measureBoards(folder, unions);
	const bare = measured['bare'] ?? 1;
	console.table(
		Object.fromEntries(
			Object.entries(measured).map(([name, ms]) => [
				name,
				{ ms: Number(ms.toFixed(1)), times_bare: Number((ms / bare).toFixed(1)) }
			])
		)
	);
	const slow = Object.entries(measured).filter(
		([name, ms]) => name !== 'settle_all' && ms > BOUND * bare
	);
	if (slow.length > 0)
		throw new Error(`slower than ${BOUND} counts: ${slow.map(([name]) => name).join(', ')}`);
} finally {
	await vite.close();
	rmSync(folder, { recursive: true, force: true });
}
