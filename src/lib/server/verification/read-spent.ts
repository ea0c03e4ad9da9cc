import { toHex } from '$lib/domain/verify/bytes';
import { spentLeaf } from '$lib/domain/verify/codes-check';
import { appendLeaf, leafHash, rootOf, type Frontier } from '$lib/domain/verify/merkle';
import type { Database } from '../database/open';
import type { SpentTable } from '../database/schema/ballot';

const rowsPerTurn = 1000;

/** The spent codes of a survey in slices, in the order of their nullifiers. */
export async function* readSpent(db: Database, surveyId: string): AsyncGenerator<SpentTable[]> {
	for (let last: Buffer = Buffer.alloc(0); ;) {
		const slice = await db
			.selectFrom('spent')
			.selectAll()
			.where('survey_id', '=', surveyId)
			.where('nullifier', '>', last)
			.orderBy('nullifier')
			.limit(rowsPerTurn)
			.execute();
		if (slice.length > 0) yield slice;
		const end = slice.at(-1);
		if (!end || slice.length < rowsPerTurn) return;
		last = end.nullifier;
	}
}

/** How many codes are spent, and the root of the tree over them: what the log commits to at counting. */
export async function readSpentRoot(
	db: Database,
	surveyId: string
): Promise<{ spent: number; spent_root: string }> {
	let frontier: Frontier = [];
	let spent = 0;
	for await (const slice of readSpent(db, surveyId)) {
		for (const { nullifier, retry_tag: tag, kind } of slice) {
			frontier = appendLeaf(frontier, spent++, leafHash(spentLeaf(nullifier, tag, kind)));
		}
	}
	return { spent, spent_root: toHex(rootOf(frontier)) };
}
