import { fraction, type Fraction } from './fraction.ts';
import type { Target } from './rules.ts';
import { reaches } from './threshold.ts';
import { titleStatus, type HeldTitle } from './title.ts';

/** How far a target of article 3 is reached among some unions. */
export interface TargetProgress {
	id: string;
	/** The unions it is a share of: all, or those that reached the target before. */
	base: number;
	reached: number;
	/** null where the base is empty */
	share: Fraction | null;
	met: boolean;
	/** How many more unions would meet it; 0 once it is met. */
	short: number;
	/** Unions that hold the title asked for, but are not in the base: entered nowhere as 合格职工之家, for instance. */
	outside: number;
}

/** Progress towards every target (article 3) in `year`, among grassroots unions given by the titles each was awarded. */
export function targetProgress(
	targets: readonly Target[],
	unions: readonly (readonly HeldTitle[])[],
	year: number
): TargetProgress[] {
	// Unions by their place in the list: two without any title are still two.
	const sets = new Map([['grassroots', new Set(unions.keys())]]);
	return targets.map((target) => {
		const base = sets.get(target.of);
		if (!base) throw new Error(`target ${target.id}: there is no earlier target ${target.of}`);
		const holders = [...unions.keys()].filter(
			(index) => titleStatus(unions[index] ?? [], target, year) === 'held'
		);
		const reached = new Set(holders.filter((index) => base.has(index)));
		sets.set(target.id, reached);
		return progressOf(target, base.size, reached.size, holders.length - reached.size);
	});
}

function progressOf(
	{ id, threshold }: Target,
	base: number,
	reached: number,
	outside: number
): TargetProgress {
	const share = base === 0 ? null : fraction(reached, base);
	const met = share !== null && reaches(share, threshold);
	const needed = Math.ceil((threshold.num * base) / threshold.den);
	return { id, base, reached, share, met, short: Math.max(0, needed - reached), outside };
}
