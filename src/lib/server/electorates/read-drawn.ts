import type { Database } from '../database/open';
import { readDraw } from '../draws/read-draw';

/** The unions of a draw; none without one, and none of a draw for another purpose. */
export async function readDrawn(db: Database, drawId: string | null): Promise<ReadonlySet<string>> {
	const draw = drawId === null ? null : await readDraw(db, drawId);
	return new Set(draw?.purpose === 'superior_electorate' ? draw.selected : []);
}

/** The kinds of union that a draw could have had, by its frozen frame; none without one. */
export async function readDrawableKinds(
	db: Database,
	drawId: string | null
): Promise<ReadonlySet<string>> {
	const draw = drawId === null ? null : await readDraw(db, drawId);
	return new Set(draw?.frame.units.map(({ kind }) => kind));
}
