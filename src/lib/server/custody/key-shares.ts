import { pairs, pairsOf, type Holder, type Pair, type PerPair } from '$lib/domain/custody/box-key';
import type { KeyShareTable } from '../database/schema/custody';
import type { Database } from '../database/open';

type Share = Pick<KeyShareTable, 'pair' | 'idx' | 'point'>;

/** Everything that holders have published for a survey. */
export function listShares(db: Database, surveyId: string): Promise<Share[]> {
	return db
		.selectFrom('key_share')
		.select(['pair', 'idx', 'point'])
		.where('survey_id', '=', surveyId)
		.execute();
}

/** The holders who have rehearsed for a survey. */
export function rehearsedHolders(shares: readonly Share[]): Holder[] {
	const has = (idx: Holder, pair: Pair) =>
		shares.some((share) => share.idx === idx && share.pair === pair);
	return ([1, 2, 3] as const).filter((idx) => pairsOf(idx).every((pair) => has(idx, pair)));
}

/** The three points, if all three holders have published theirs and agree; else null. */
export function agreedPoints(shares: readonly Share[]): PerPair<Uint8Array> | null {
	if (rehearsedHolders(shares).length < 3) return null;
	const points = pairs.map((pair) => {
		const [one, two] = shares.filter((share) => share.pair === pair);
		return one && two && one.point.equals(two.point) ? ([pair, one.point] as const) : null;
	});
	if (points.includes(null)) return null;
	return Object.fromEntries(points.flatMap((point) => (point ? [point] : []))) as PerPair<Buffer>;
}
