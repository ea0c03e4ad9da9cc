import { barParts, partOf } from '$lib/components/results/bars-chart';
import type { SealedCounts } from '$lib/domain/counts';

/** The parts of one question's bar, in thousandths of its length; for the eye, the counts stand beside it. */
export function barsOf(counts: SealedCounts): { key: string; x: number; width: number }[] {
	const parts = barParts.map(({ key }) => ({ key, count: partOf(counts, key) ?? 0 }));
	const total = parts.reduce((sum, { count }) => sum + count, 0);
	let before = 0;
	return parts.flatMap(({ key, count }) => {
		const x = Math.round((1000 * before) / total);
		before += count;
		return count === 0 ? [] : [{ key, x, width: Math.round((1000 * before) / total) - x }];
	});
}
