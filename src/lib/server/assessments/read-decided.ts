import type { Measurements } from '$lib/domain/score-sheet';
import { parseMeasurements } from '$lib/domain/stored-measurements';
import type { Database } from '../database/open';
import type { SheetKey } from './sheet-key';

/** What was measured when the sheet's application was decided; null while it is not decided (复评 too). */
export async function readDecided(
	db: Database,
	{ union, year, rubric }: SheetKey
): Promise<Measurements | null> {
	const row = await db
		.selectFrom('application')
		.select('measured')
		.where('union_id', '=', union.id)
		.where('year', '=', year)
		.where('rubric', '=', rubric.id)
		.where('state', '=', 'decided')
		.executeTakeFirst();
	return row?.measured ? parseMeasurements(row.measured) : null;
}
