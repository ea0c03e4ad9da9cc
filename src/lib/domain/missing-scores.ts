import { allCriteria, type Criterion } from './rubric.ts';
import {
	enteredPoints,
	exemptCriteria,
	standingScores,
	type ScoreKind,
	type ScoreSheet
} from './score-sheet.ts';

/**
 * The criteria of a sheet that still want a score of this kind, in the order of the annex: neither entered nor measured
 * nor 不适用. Submitting warns about them, deciding is refused while there is one. What is measured is not the union's to
 * fill in, even where nothing could be measured; a reviewer settles it with a reason.
 */
export function listMissing(sheet: ScoreSheet, kind: ScoreKind): Criterion[] {
	const scores = standingScores(sheet.rubric, enteredPoints(sheet[kind]), sheet.measurements);
	const exempt = exemptCriteria(sheet, kind);
	return allCriteria(sheet.rubric).filter(
		({ id, measure }) => !scores.has(id) && !exempt.has(id) && (kind === 'review' || !measure)
	);
}
