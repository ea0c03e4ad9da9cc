import { rubricLevels, type Rubric, type RubricLevel } from '$lib/domain/rubric';
import type { ScoreSheet } from '$lib/domain/score-sheet';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import { listEvidence } from '../evidence/list-evidence';
import { arrangeCells } from './arrange-cells';
import { measureCriteria } from './measure-criteria';
import { readCells } from './read-cells';
import { countChanges } from './score-history';
import { findAssessment, type SheetKey } from './sheet-key';

/** The rubric for unions of a level; null where the annexes have none. */
export function rubricFor(rubrics: Record<RubricLevel, Rubric>, level: Level): Rubric | null {
	const found = rubricLevels.find((one) => one === level);
	return found ? rubrics[found] : null;
}

/** The whole score sheet: what was measured and what was entered. */
export async function readSheet(db: Database, key: SheetKey): Promise<ScoreSheet> {
	const { rubric, year } = key;
	const measurements = await measureCriteria(db, key);
	const id = await findAssessment(db, key);
	if (id === null)
		return { rubric, year, measurements, ...arrangeCells(rubric, [], [], new Map()) };
	const [cells, files] = [await readCells(db, id), await listEvidence(db, id)];
	const changes = await countChanges(db, id);
	return { rubric, year, measurements, ...arrangeCells(rubric, cells.values(), files, changes) };
}
