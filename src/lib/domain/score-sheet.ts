import type { Measurement } from './measurement.ts';
import { allCriteria, measuredCriteria, subtotals } from './rubric.ts';
import type { HalfPointScores, Rubric, RubricSubtotals } from './rubric.ts';

/** 自查分 or 考评分. */
export type ScoreKind = 'self' | 'review';
export const scoreKindNames: Record<ScoreKind, string> = { self: '自查分', review: '考评分' };

/** A score entered for one criterion. */
export interface ScoreEntry {
	/** integer, half points */
	half_points: number;
	/** The reason of an override; else empty. */
	note: string;
	/** 人工改定: entered against what was measured. */
	overrides: boolean;
	/** Name of the account. */
	by: string;
	/** ISO UTC */
	at: string;
}

/** By criterion id. */
export type ScoreEntries = Readonly<Record<string, ScoreEntry>>;
export type Measurements = Readonly<Record<string, Measurement>>;

/** Everything on the score sheet of one union and year. */
export interface ScoreSheet {
	rubric: Rubric;
	year: number;
	measurements: Measurements;
	self: ScoreEntries;
	review: ScoreEntries;
}

/** The scores that stand: what was entered, else what was measured. Half points by criterion id. */
export function standingScores(
	rubric: Rubric,
	entered: Readonly<Record<string, number>>,
	measurements: Measurements
): HalfPointScores {
	const scores = new Map<string, number>();
	for (const { id } of allCriteria(rubric)) {
		const score = entered[id] ?? measurements[id]?.proposal.half_points;
		if (score !== undefined && score !== null) scores.set(id, score);
	}
	return scores;
}

export interface SheetTotals extends RubricSubtotals {
	/** Half points of measured criteria that are 无法判定 and have no score. */
	undetermined: number;
}

/** Totals of the scores that stand. */
export function sheetTotals(
	{ rubric, measurements }: Pick<ScoreSheet, 'rubric' | 'measurements'>,
	entered: Readonly<Record<string, number>>
): SheetTotals {
	const scores = standingScores(rubric, entered, measurements);
	const open = measuredCriteria(rubric).filter(({ id }) => !scores.has(id));
	const undetermined = open.reduce((sum, { points }) => sum + 2 * points, 0);
	return { ...subtotals(rubric, scores), undetermined };
}

/** The half points of entries, by criterion id. */
export function enteredPoints(entries: ScoreEntries): Record<string, number> {
	return Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, entry.half_points]));
}
