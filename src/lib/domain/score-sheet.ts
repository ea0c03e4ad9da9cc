import type { Fraction } from './fraction.ts';
import type { Measurement } from './measurement.ts';
import { formatPercent } from './percent.ts';
import { allCriteria, measuredCriteria, subtotals } from './rubric.ts';
import type { HalfPointScores, Rubric, RubricSubtotals } from './rubric.ts';
import type { CriterionDetails, Exemption, VetoEntry } from './score-details.ts';

/** 自查分 or 考评分. */
export type ScoreKind = 'self' | 'review';
export const scoreKinds = ['self', 'review'] as const satisfies ScoreKind[];
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
	/** 不适用 as proposed and decided, by criterion id. */
	exemptions: Readonly<Record<string, Exemption>>;
	/** 一票否决 as ticked by the reviewer, by the id of the veto. */
	vetoes: Readonly<Record<string, VetoEntry>>;
	/** Remarks, numbers and files by criterion id; none where nothing was given. */
	details: Readonly<Record<string, CriterionDetails>>;
}

/** What totals are made of. */
export type Summed = Pick<ScoreSheet, 'rubric' | 'measurements' | 'exemptions' | 'vetoes'>;

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

/**
 * Ids of the criteria that do not apply: to 自查分 as soon as the union says so (unless it was refused), to 考评分 once a
 * reviewer has accepted it.
 */
export function exemptCriteria(
	{ exemptions }: Pick<ScoreSheet, 'exemptions'>,
	kind: ScoreKind
): Set<string> {
	const exempt = Object.entries(exemptions).filter(([, { decision }]) =>
		kind === 'self' ? decision?.accepted !== false : decision?.accepted === true
	);
	return new Set(exempt.map(([id]) => id));
}

export interface SheetTotals extends RubricSubtotals {
	/** Half points of measured criteria that are 无法判定 and have no score. */
	undetermined: number;
	/** Number of criteria that do not apply. */
	exempt: number;
	/** 得分 / 适用满分, the share that is scaled to 100; null where nothing applies. */
	scaled: Fraction | null;
	/** Ids of the vetoes that apply: with one the verdict is 否决, whatever the total. None in 自查. */
	vetoed: string[];
}

/** Totals of the scores that stand; the one place where a sheet is added up. */
export function sheetTotals(
	sheet: Summed,
	kind: ScoreKind,
	entered: Readonly<Record<string, number>>
): SheetTotals {
	const { rubric, measurements } = sheet;
	const exempt = exemptCriteria(sheet, kind);
	const scores = standingScores(rubric, entered, measurements);
	const open = measuredCriteria(rubric).filter(({ id }) => !scores.has(id) && !exempt.has(id));
	const sums = subtotals(rubric, scores, exempt);
	return {
		...sums,
		undetermined: open.reduce((sum, { points }) => sum + 2 * points, 0),
		exempt: allCriteria(rubric).length - sums.criteria,
		scaled: sums.applicable > 0 ? { num: sums.score, den: sums.applicable } : null,
		vetoed:
			kind === 'self'
				? []
				: (rubric.vetoes ?? []).flatMap(({ id }) => (sheet.vetoes[id] ? [id] : []))
	};
}

/** 折合百分制: 91 of 97 points are 「93.81」. */
export function formatScaled(scaled: Fraction | null): string {
	return formatPercent(scaled).replace('%', '');
}

/** The half points of entries, by criterion id. */
export function enteredPoints(entries: ScoreEntries): Record<string, number> {
	return Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, entry.half_points]));
}
