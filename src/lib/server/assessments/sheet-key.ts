import type { Rubric } from '$lib/domain/rubric';
import { toInstant } from '../database/values';
import type { Clock } from '../clock';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import type { Transaction } from '../database/transaction';

/** Which score sheet: a union's, of one year, by the rubric of its level. */
export interface SheetKey {
	union: Pick<UnionTable, 'id' | 'path'>;
	year: number;
	rubric: Rubric;
}

/** The id of a sheet; null while nobody has written on it. */
export async function findAssessment(
	db: Database,
	{ union, year, rubric }: SheetKey
): Promise<string | null> {
	const row = await db
		.selectFrom('assessment')
		.select('id')
		.where('union_id', '=', union.id)
		.where('year', '=', year)
		.where('rubric', '=', rubric.id)
		.executeTakeFirst();
	return row?.id ?? null;
}

/** The id of a sheet that is about to be written on. */
export async function ensureAssessment(
	trx: Transaction,
	clock: Clock,
	key: SheetKey
): Promise<string> {
	const columns = { union_id: key.union.id, year: key.year, rubric: key.rubric.id };
	await trx
		.insertInto('assessment')
		.values({ id: newId(), ...columns, created_at: toInstant(clock.now()) })
		.onConflict((conflict) => conflict.columns(['union_id', 'year', 'rubric']).doNothing())
		.execute();
	const id = await findAssessment(trx, key);
	if (id === null) throw new Error('a sheet that was just made is not there');
	return id;
}

/** Years of which a union has a score sheet, ascending. */
export async function listAssessmentYears(db: Database, unionId: string): Promise<number[]> {
	const rows = await db
		.selectFrom('assessment')
		.select('year')
		.distinct()
		.where('union_id', '=', unionId)
		.orderBy('year')
		.execute();
	return rows.map(({ year }) => year);
}
