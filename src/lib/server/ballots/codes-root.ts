import { toHex } from '$lib/domain/verify/bytes';
import { leafHash, rootOfLeaves } from '$lib/domain/verify/merkle';
import type { Database } from '../database/open';

/** How many codes a survey has ever had, and the root of the hash tree over their sorted MACs: what the log commits to. */
export async function readCodesRoot(
	db: Database,
	surveyId: string
): Promise<{ codes: number; codes_root: string }> {
	const rows = await db
		.selectFrom('code')
		.select('mac')
		.where('survey_id', '=', surveyId)
		.orderBy('mac')
		.execute();
	const root = rootOfLeaves(rows.map(({ mac }) => leafHash(mac)));
	return { codes: rows.length, codes_root: toHex(root) };
}
