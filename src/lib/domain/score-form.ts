import { parseScore, type ScoreProblem } from './half-points.ts';
import { allCriteria, type Criterion, type Rubric } from './rubric.ts';
import type { Measurements, ScoreKind } from './score-sheet.ts';

/** A score as it is to be stored; `halfPoints` null takes the entry away. */
export interface ScoreChange {
	criterionId: string;
	halfPoints: number | null;
	note: string;
	overrides: boolean;
}

/** A cell that was not taken, as typed. */
export interface ScoreFault {
	text: string;
	note: string;
	problem: ScoreProblem;
}

export interface ReadScores {
	changes: ScoreChange[];
	/** By criterion id. */
	faults: Record<string, ScoreFault>;
}

type Values = Readonly<Record<string, string>>;

/** Names of a criterion's fields; the `was` ones carry what the page showed when it was loaded. */
export const scoreFields = {
	score: (id: string) => `score.${id}`,
	note: (id: string) => `note.${id}`,
	wasScore: (id: string) => `was-score.${id}`,
	wasNote: (id: string) => `was-note.${id}`
};

/**
 * Reads the cells a person changed. Those left as they were are not touched, so that two people who fill in different
 * sections at the same time keep each other's work. Half points as typed.
 */
export function readScoreForm(
	rubric: Rubric,
	kind: ScoreKind,
	values: Values,
	measurements: Measurements
): ReadScores {
	const read: ReadScores = { changes: [], faults: {} };
	for (const criterion of allCriteria(rubric)) {
		// A measured self score is what was measured; nobody types it.
		if (!isChanged(criterion, values) || (kind === 'self' && criterion.measure)) continue;
		const typed = typedIn(criterion.id, values);
		const cell = readCell(criterion, typed, measurements);
		if ('problem' in cell) read.faults[criterion.id] = { ...typed, ...cell };
		else read.changes.push({ criterionId: criterion.id, ...cell });
	}
	return read;
}

function typedIn(id: string, values: Values): { text: string; note: string } {
	return {
		text: values[scoreFields.score(id)] ?? '',
		note: plainNote(values[scoreFields.note(id)])
	};
}

/** Forms turn line breaks into others on their way; a reason is one paragraph. */
function plainNote(note: string | undefined): string {
	return (note ?? '').replace(/\s+/gu, ' ').trim();
}

function isChanged({ id, points }: Criterion, values: Values): boolean {
	const score = values[scoreFields.score(id)];
	if (score === undefined) return false;
	if (!sameScore(score, values[scoreFields.wasScore(id)], points)) return true;
	return plainNote(values[scoreFields.note(id)]) !== plainNote(values[scoreFields.wasNote(id)]);
}

/** 1.5 and 1.50 are the same. */
function sameScore(text: string, was: string | undefined, points: number): boolean {
	if (text === was) return true;
	const [one, other] = [parseScore(text, points), parseScore(was ?? '?', points)];
	return 'halfPoints' in one && 'halfPoints' in other && one.halfPoints === other.halfPoints;
}

function readCell(
	criterion: Criterion,
	typed: { text: string; note: string },
	measurements: Measurements
): Omit<ScoreChange, 'criterionId'> | { problem: ScoreProblem } {
	const parsed = parseScore(typed.text, criterion.points);
	if ('problem' in parsed) return parsed;
	const { halfPoints } = parsed;
	const measurement = measurements[criterion.id];
	if (!measurement) return { halfPoints, note: '', overrides: false };
	if (halfPoints === null && typed.note !== '') return { problem: 'score_needed' };
	// What is proposed anyway needs no entry, and so follows the figure.
	const asProposed = halfPoints === null || halfPoints === measurement.proposal.half_points;
	if (asProposed) return { halfPoints: null, note: '', overrides: false };
	if (typed.note === '') return { problem: 'reason_needed' };
	return { halfPoints, note: typed.note, overrides: true };
}

/** Half points of every cell of a form that holds a score, by criterion id; for totals while somebody types. */
export function typedPoints(rubric: Rubric, values: Values): Record<string, number> {
	const points: Record<string, number> = {};
	for (const criterion of allCriteria(rubric)) {
		const parsed = parseScore(values[scoreFields.score(criterion.id)] ?? '', criterion.points);
		if ('halfPoints' in parsed && parsed.halfPoints !== null)
			points[criterion.id] = parsed.halfPoints;
	}
	return points;
}

/** Ids of the criteria whose cells differ from what the page showed. */
export function changedCriteria(rubric: Rubric, values: Values): string[] {
	return allCriteria(rubric).flatMap((one) => (isChanged(one, values) ? [one.id] : []));
}
