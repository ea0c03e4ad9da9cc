import { rubricLevels, type Rubric, type RubricLevel } from '$lib/domain/rubric';
import type { Measurements, ScoreEntries, ScoreSheet } from '$lib/domain/score-sheet';
import { changedMeasurements } from '$lib/domain/stored-measurements';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import { listEvidence } from '../evidence/list-evidence';
import { arrangeCells } from './arrange-cells';
import { measureCriteria } from './measure-criteria';
import { readCells } from './read-cells';
import { readDecided } from './read-decided';
import { countChanges } from './score-history';
import { findAssessment, type SheetKey } from './sheet-key';

/** The rubric for unions of a level; null where the annexes have none. */
export function rubricFor(rubrics: Record<RubricLevel, Rubric>, level: Level): Rubric | null {
	const found = rubricLevels.find((one) => one === level);
	return found ? rubrics[found] : null;
}

/** The whole score sheet: what was measured and what was entered. 已确定 shows what was measured when it was decided. */
export async function readSheet(db: Database, key: SheetKey): Promise<ScoreSheet> {
	return putTogether(db, key, (await readDecided(db, key)) ?? (await measureCriteria(db, key)));
}

/** The whole score sheet with what is measured now, whatever was decided: what a decision is made from. */
export async function readLiveSheet(db: Database, key: SheetKey): Promise<ScoreSheet> {
	return putTogether(db, key, await measureCriteria(db, key));
}

/** Ids of the criteria that are measured otherwise now than when the sheet was decided; none while it is not. */
export async function listChangedSince(db: Database, key: SheetKey): Promise<string[]> {
	const decided = await readDecided(db, key);
	return decided ? changedMeasurements(decided, await measureCriteria(db, key)) : [];
}

async function putTogether(
	db: Database,
	key: SheetKey,
	measurements: Measurements
): Promise<ScoreSheet> {
	const { rubric, year } = key;
	const id = await findAssessment(db, key);
	if (id === null)
		return { rubric, year, measurements, ...arrangeCells(rubric, [], [], new Map()) };
	const [cells, files] = [await readCells(db, id), await listEvidence(db, id)];
	const changes = await countChanges(db, id);
	const arranged = arrangeCells(rubric, cells.values(), files, changes);
	return { rubric, year, measurements, ...markOverrides(arranged, measurements) };
}

/** A score that was entered before there was a figure, and that the figure then proposes, goes against nothing. */
function markOverrides<T extends Pick<ScoreSheet, 'self' | 'review'>>(
	sheet: T,
	measurements: Measurements
): T {
	const mark = (entries: ScoreEntries): ScoreEntries =>
		Object.fromEntries(
			Object.entries(entries).map(([id, entry]) => {
				const proposed = measurements[id]?.proposal.half_points;
				return [id, { ...entry, overrides: entry.overrides && proposed !== entry.half_points }];
			})
		);
	return { ...sheet, self: mark(sheet.self), review: mark(sheet.review) };
}
