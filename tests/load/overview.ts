/**
 * What the boards over many unions cost: `node tests/load/overview.ts [unions]`, by default 20,000, with five years of both
 * results each. Prints milliseconds and their ratio to a bare count over the unions in the same run. Ends with an error if
 * a board takes more than its bound.
 */
import { withModule } from './load-module.ts';

/** A board may take this many times as long as counting the unions; the home page shows a dozen. */
const BOUND = 200;
const WHOLE_PAGES = 1000;
const unions = Number(process.argv[2] ?? 20_000);
if (!Number.isSafeInteger(unions) || unions < 100) throw new RangeError('100 unions or more');

interface Boards {
	measureBoards(folder: string, unions: number): Promise<Record<string, number>>;
}
const measured = await withModule('/tests/load/overview-boards.ts', (boards: Boards, folder) =>
	boards.measureBoards(folder, unions)
);
const bare = measured['bare'] ?? 1;
console.table(
	Object.fromEntries(
		Object.entries(measured).map(([name, ms]) => [
			name,
			{ ms: Number(ms.toFixed(1)), times_bare: Number((ms / bare).toFixed(1)) }
		])
	)
);
const boundOf = (name: string) => (name.includes('home') ? WHOLE_PAGES : BOUND);
const slow = Object.entries(measured).filter(
	([name, ms]) => name !== 'settle_all' && ms > boundOf(name) * bare
);
if (slow.length > 0) throw new Error(`slower than the bound: ${slow.map(([name]) => name).join()}`);
