import type { Database } from '../database/open';

/** Id of the latest result that was entered in place of this one; null: none. */
export async function findCorrection(db: Database, resultId: string): Promise<string | null> {
	const row = await db
		.selectFrom('history')
		.select('result_id')
		.where('replaces', '=', resultId)
		.orderBy('entered_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.result_id ?? null;
}
