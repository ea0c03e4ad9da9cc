import { allCriteria, type Criterion } from './rubric.ts';
import { enteredPoints, standingScores, type ScoreKind, type ScoreSheet } from './score-sheet.ts';

/**
 * The criteria of a sheet that have no score of this kind: neither entered nor measured, in the order of the annex.
 * Submitting warns about them, deciding is refused while there is one.
 */
export function listMissing(sheet: ScoreSheet, kind: ScoreKind): Criterion[] {
	const scores = standingScores(sheet.rubric, enteredPoints(sheet[kind]), sheet.measurements);
	return allCriteria(sheet.rubric).filter(({ id }) => !scores.has(id));
}
