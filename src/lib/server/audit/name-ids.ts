import type { Database } from '../database/open';
import { inSlices } from '../ballots/slices';

const IDS_PER_QUERY = 500;

/** What ids among these texts stand for: names of unions, accounts and persons. */
export async function nameIds(
	db: Database,
	texts: readonly string[]
): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	const ids = texts.filter((text) => /^[0-9a-zA-Z_-]{8,40}$/.test(text));
	for (const slice of inSlices(ids, IDS_PER_QUERY))
		for (const table of ['union', 'user', 'person'] as const) {
			const rows = await db
				.selectFrom(table as 'union')
				.select(['id', 'name'])
				.where('id', 'in', slice)
				.execute();
			for (const { id, name } of rows) names.set(id, name);
		}
	return names;
}
