import { error } from '@sveltejs/kit';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import { readDraw, type DrawRecord } from './read-draw';

/** A draw of this union, for a page; throws 404 for any other. */
export async function requireDraw(
	db: Database,
	{ union, draw: id }: { union: string; draw: string }
): Promise<DrawRecord> {
	const draw = await readDraw(db, id);
	if (draw?.unionId === union) return draw;
	const { status, text } = new Refused('not_found');
	error(status, text);
}
