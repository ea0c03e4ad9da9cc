import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

/** Programs that are one file each: the offline verifier, the script of the public verification page, and threads of the server's. */
const programs: Record<string, { entry: string; node: boolean }> = {
	'virtual:verify-cli': { entry: 'cli.ts', node: true },
	'virtual:verify-page': { entry: 'page.ts', node: false },
	'virtual:spreadsheet-worker': {
		entry: '../lib/server/exports/spreadsheet-worker.ts',
		node: true
	},
	'virtual:spreadsheet-reader': { entry: '../lib/server/spreadsheets/read-worker.ts', node: true }
};

/** `import text from 'virtual:verify-cli'`: the whole program as text, in the build, in development and in tests. */
export function programPlugin(): Plugin {
	return {
		name: 'pingjia-programs',
		resolveId: (id) => (id in programs ? `\0${id}` : null),
		async load(id) {
			const program = programs[id.slice(1)];
			if (!id.startsWith('\0') || !program) return null;
			const code = await bundle(program.entry, program.node);
			return `export default ${JSON.stringify(code)};`;
		}
	};
}

async function bundle(entry: string, node: boolean): Promise<string> {
	const input = fileURLToPath(new URL(entry, import.meta.url));
	const result = await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		resolve: { alias: { $lib: fileURLToPath(new URL('../lib', import.meta.url)) } },
		...(node ? { ssr: { noExternal: true as const } } : {}),
		build: {
			...{ write: false, minify: !node, target: node ? 'node22' : 'es2022', ssr: node },
			rolldownOptions: { input, output: { format: node ? 'es' : 'iife' } }
		}
	});
	const [first] = [result].flat() as Rolldown.RolldownOutput[];
	return first?.output[0].code ?? '';
}
