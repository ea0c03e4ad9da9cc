import { describeImprovementAct, type ImprovementAct } from '$lib/domain/improvement-act';
import type { Database } from '../database/open';
import { fromJson, type Instant } from '../database/values';

/** One act on an improvement, in words. */
export interface ImprovementLine {
	id: string;
	at: Instant;
	/** Name of the account. */
	by: string | null;
	text: string;
}

/** What was done to each of these improvements, by their ids; the latest first. */
export async function readHistory(
	db: Database,
	ids: readonly string[]
): Promise<Map<string, ImprovementLine[]>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('audit')
		.leftJoin('user', 'user.id', 'audit.user_id')
		.select(['audit.id', 'at', 'noun_id', 'action', 'detail', 'user.name as by'])
		.where('noun', '=', 'improvement')
		.where('noun_id', 'in', ids)
		.orderBy('at', 'desc')
		.execute();
	const lines = rows.map(({ id, at, by, noun_id, action, detail }) => {
		const act = { action, ...fromJson(detail) } as ImprovementAct;
		return { of: noun_id, line: { id, at, by, text: describeImprovementAct(act) } };
	});
	return new Map(
		[...Map.groupBy(lines, ({ of }) => of)].map(([id, own]) => [id, own.map(({ line }) => line)])
	);
}
