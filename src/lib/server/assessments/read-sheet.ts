import { rubricLevels, type Rubric, type RubricLevel } from '$lib/domain/rubric';
import type { ScoreSheet } from '$lib/domain/score-sheet';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import { measureCriteria } from './measure-criteria';
import { readScores, type SheetKey } from './read-scores';

/** The rubric for unions of a level; null where the annexes have none. */
export function rubricFor(rubrics: Record<RubricLevel, Rubric>, level: Level): Rubric | null {
	const found = rubricLevels.find((one) => one === level);
	return found ? rubrics[found] : null;
}

/** The whole score sheet: what was measured and what was entered. */
export async function readSheet(db: Database, key: SheetKey): Promise<ScoreSheet> {
	const measurements = await measureCriteria(db, key);
	const { self, review } = await readScores(db, key);
	return { rubric: key.rubric, year: key.year, measurements, self, review };
}
