/**
 * What a large import costs, and how long it keeps others waiting: `node tests/load/imports.ts [unions]`, by default 20,000
 * on the embedded database. Prints times, and the longest that somebody else's write had to wait meanwhile, as
 * ratios to the bare insert of as many rows in one transaction in the same run.
 */
import { withModule } from './load-module.ts';

const unions = Number(process.argv[2] ?? 20_000);
if (!Number.isSafeInteger(unions) || unions < 1000) throw new RangeError('1,000 unions or more');

interface Imports {
	measureImport(folder: string, unions: number): Promise<Record<string, Record<string, number>>>;
}
const measured = await withModule('/tests/load/large-import.ts', (imports: Imports, folder) =>
	imports.measureImport(folder, unions)
);
const bare = measured['bare']?.['ms'] ?? 1;
const rounded = (n: number) => Number(n.toFixed(1));
console.table(
	Object.fromEntries(
		Object.entries(measured).map(([name, { ms = 0, wait = 0, heap = 0 }]) => [
			name,
			{
				...{ ms: rounded(ms), times_bare: rounded(ms / bare) },
				...{ longest_wait_ms: rounded(wait), wait_times_bare: rounded(wait / bare) },
				heap_mb: rounded(heap / 2 ** 20)
			}
		])
	)
);
