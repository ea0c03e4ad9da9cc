import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { readStandingDraw } from '../draws/read-draw';
import { Refused } from '../refusals';

/**
 * Refuses `draw_replaced` unless the draw is the one that counts for this union, year and purpose: nobody may pick the
 * sample that suits best.
 */
export async function checkDraw(
	db: Database,
	{ union_id, year }: Pick<Survey, 'union_id' | 'year'>,
	drawId: string | null
): Promise<void> {
	if (drawId === null) return;
	const standing = await readStandingDraw(db, union_id, year, 'superior_electorate');
	if (standing?.id !== drawId) throw new Refused('draw_replaced');
}
