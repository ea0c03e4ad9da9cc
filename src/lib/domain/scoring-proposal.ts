import type { Ratio } from './fraction.ts';
import type { Standing } from './result-validity.ts';
import { reaches } from './threshold.ts';

/** What a measured criterion was measured at. */
export interface MeasuredFigure {
	figure: Ratio | null;
	/**
	 * Of the result behind the figure; `missing` where there is none, `no_units` where nothing is in scope,
	 * `not_sampled` where the units it needs have not been drawn, `sample_open` where some of those drawn leave it open, `other_electorate` where others were asked than the annex
	 * names.
	 */
	standing: Standing | Unmeasured;
}

type Unmeasured = 'missing' | 'no_units' | 'not_sampled' | 'sample_open' | 'other_electorate';

export type ProposalReason = 'reached' | 'below' | Exclude<Standing, 'counts'> | Unmeasured;

export interface Proposal {
	/** Points times two, so that half points stay integers; null: 无法判定, the reviewer decides alone. */
	half_points: number | null;
	reason: ProposalReason;
}

/**
 * Annexes 1-3, 职工信赖: full points from the threshold on, 0 below it. The source gives no partial credit; the reviewer
 * may deviate with a written reason.
 */
export function proposeScore(
	measured: MeasuredFigure,
	threshold: Ratio,
	half_points: number
): Proposal {
	if (measured.standing !== 'counts') return { half_points: null, reason: measured.standing };
	// A result can count and yet keep the number the rule needs to itself.
	if (measured.figure === null) return { half_points: null, reason: 'suppressed' };
	if (reaches(measured.figure, threshold)) return { half_points, reason: 'reached' };
	return { half_points: 0, reason: 'below' };
}
