import type { Database } from '../database/open';
import { selectCounting, type CountingRow } from '../results/read-results';
import { viewResult, type ResultView } from '../results/result-view';

/** The results with these ids (of a page or a slice of a list), by id. */
export async function readResultsById(
	db: Database,
	ids: readonly (string | null)[]
): Promise<Map<string, CountingRow>> {
	const known = ids.filter((id) => id !== null);
	if (known.length === 0) return new Map();
	const rows = await selectCounting(db).where('result.id', 'in', known).execute();
	return new Map(rows.map((row) => [row.id, row]));
}

/** What is printed of them, by id. */
export async function readResultViews(
	db: Database,
	ids: readonly string[]
): Promise<Map<string, ResultView>> {
	const rows = await readResultsById(db, ids);
	return new Map([...rows].map(([id, row]) => [id, viewResult(row)]));
}
