import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** Bundles a program that uses the server's modules, so that plain node can run it; inside the project, for its packages. */
export async function bundle(entry: string): Promise<{ file: string; remove(): void }> {
	const root = resolve(import.meta.dirname, '../../..');
	mkdirSync(join(root, 'test-output'), { recursive: true });
	const outDir = mkdtempSync(join(root, 'test-output', 'bundle-'));
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: join(root, 'src/lib') } },
		build: {
			ssr: entry,
			outDir,
			target: 'node22',
			rollupOptions: { output: { entryFileNames: 'program.mjs' } }
		}
	});
	const remove = () => rmSync(outDir, { recursive: true, force: true });
	return { file: join(outDir, 'program.mjs'), remove };
}
