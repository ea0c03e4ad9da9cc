import type { Database } from '../database/open';

/** The unions of a draw; none without one. */
export async function readDrawn(
	_db: Database,
	_drawId: string | null
): Promise<ReadonlySet<string>> {
	return new Set();
}
