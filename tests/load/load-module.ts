import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { programPlugin } from '../../src/verifier/program-plugin.ts';

/** Runs a module of the server, such as `/tests/load/overview-boards.ts`, outside a server, with a folder that is gone afterwards. */
export async function withModule<M, T>(
	path: string,
	run: (module: M, folder: string) => Promise<T>
): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'pingjia-load-'));
	const vite = await createServer({
		...{ configFile: false, logLevel: 'error', appType: 'custom' },
		server: { middlewareMode: true, ws: false, watch: null },
		optimizeDeps: { noDiscovery: true },
		ssr: { external: ['better-sqlite3', 'pg'] },
		resolve: { alias: { $lib: fileURLToPath(new URL('../../src/lib', import.meta.url)) } },
		plugins: [programPlugin()]
	});
	try {
		return await run((await vite.ssrLoadModule(path)) as M, folder);
	} finally {
		await vite.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
