import type { ChairPlan } from '$lib/domain/chair-electorate';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import { fromJson, toJson } from '../database/values';

/** What the draft of a superior appraisal states about whom it asks; null for every other survey. */
export async function readChairPlan(db: Database, surveyId: string): Promise<ChairPlan | null> {
	const row = await db
		.selectFrom('chair_electorate')
		.select(['kinds', 'draw_id'])
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
	return row ? { kinds: row.kinds && fromJson(row.kinds), drawId: row.draw_id } : null;
}

/** Stores the plan of a draft in place of the one before. */
export async function storeChairPlan(
	trx: Transaction,
	surveyId: string,
	{ kinds, drawId }: ChairPlan
): Promise<void> {
	const plan = { kinds: kinds && toJson(kinds), draw_id: drawId };
	await trx
		.insertInto('chair_electorate')
		.values({ survey_id: surveyId, ...plan, summary: null, hash: null })
		.onConflict((conflict) => conflict.column('survey_id').doUpdateSet(plan))
		.execute();
}
