import type { FrameUnit } from './frame.ts';

/** 层: the units of one kind, and how many of them are drawn. */
export interface Stratum {
	kind: string;
	units: number;
	/** Units to draw, at most `units`. */
	size: number;
}

/** How many units of each kind a frame has, in the order of the kinds' ids. */
export function countKinds(units: readonly Pick<FrameUnit, 'kind'>[]): Omit<Stratum, 'size'>[] {
	const counts = new Map<string, number>();
	for (const { kind } of units) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return [...counts]
		.map(([kind, count]) => ({ kind, units: count }))
		.sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

export function sampleSizeOf(strata: readonly Stratum[]): number {
	return strata.reduce((sum, { size }) => sum + size, 0);
}

/** A kind that nothing is drawn from although the size is enough for one of each; null if there is none. */
export function findLeftOut(strata: readonly Stratum[]): string | null {
	if (sampleSizeOf(strata) < strata.length) return null;
	return strata.find(({ size }) => size === 0)?.kind ?? null;
}

/**
 * Proportional sizes by the method of the largest remainder, in integers: each kind gets the whole part of
 * total · units / all, and what is left goes to the largest remainders (on a tie to the kind with more units, then to the
 * one first by id). Then every kind gets at least one, from the kind furthest above its share, where `total` is enough for
 * that. Throws RangeError unless 0 <= total <= all.
 */
export function allocateProportionally(
	kinds: readonly Omit<Stratum, 'size'>[],
	total: number
): Stratum[] {
	const all = kinds.reduce((sum, { units }) => sum + units, 0);
	if (!Number.isSafeInteger(total) || total < 0 || total > all)
		throw new RangeError(`cannot draw ${total} of ${all}`);
	const strata = kinds.map(({ kind, units }) => ({
		...{ kind, units, share: total * units },
		size: all === 0 ? 0 : Math.floor((total * units) / all)
	}));
	handOutRest(strata, total, all);
	if (total >= strata.length) lendToEmpty(strata, all);
	return strata.map(({ kind, units, size }) => ({ kind, units, size }));
}

/** `share` / all is the exact share of a kind. */
interface Shared extends Stratum {
	share: number;
}

function handOutRest(strata: Shared[], total: number, all: number): void {
	const remainder = ({ share, size }: Shared) => share - size * all;
	const byRemainder = strata.toSorted(
		(a, b) => remainder(b) - remainder(a) || b.units - a.units || (a.kind < b.kind ? -1 : 1)
	);
	for (const stratum of byRemainder.slice(0, total - sampleSizeOf(strata))) stratum.size += 1;
}

function lendToEmpty(strata: Shared[], all: number): void {
	const excess = ({ share, size }: Shared) => size * all - share;
	for (const empty of strata.filter(({ size }) => size === 0)) {
		const [lender] = strata
			.filter(({ size }) => size > 1)
			.sort((a, b) => excess(b) - excess(a) || b.units - a.units || (a.kind < b.kind ? -1 : 1));
		if (!lender) return;
		lender.size -= 1;
		empty.size = 1;
	}
}

/** Sizes as given, by kind; a kind that is not named is not drawn from. Throws RangeError for more than there are. */
export function allocateFixed(
	kinds: readonly Omit<Stratum, 'size'>[],
	sizes: Readonly<Record<string, number>>
): Stratum[] {
	return kinds.map(({ kind, units }) => {
		const size = sizes[kind] ?? 0;
		if (!Number.isSafeInteger(size) || size < 0 || size > units)
			throw new RangeError(`cannot draw ${size} of ${units} ${kind}`);
		return { kind, units, size };
	});
}
