import { formatHalfPoints } from '$lib/domain/rubric';
import { cellKey, type CellContent, type CellField, type CellName } from '$lib/domain/score-cell';
import type { Database } from '../database/open';
import type { Instant } from '../database/values';

/** A cell with something in it. */
export interface StoredCell extends CellName, CellContent {
	/** Of a score alone: entered against what was measured. */
	overrides: boolean;
	/** Name of the account. */
	by: string;
	at: Instant;
}

/** Every cell of a sheet that has something in it, by `cellKey`. */
export async function readCells(
	db: Database,
	assessmentId: string
): Promise<Map<string, StoredCell>> {
	const cells = [
		...(await readScoreCells(db, assessmentId)),
		...(await readEntryCells(db, assessmentId))
	];
	return new Map(cells.map((cell) => [cellKey(cell), cell]));
}

async function readScoreCells(db: Database, assessmentId: string): Promise<StoredCell[]> {
	const rows = await db
		.selectFrom('score')
		.innerJoin('user', 'user.id', 'score.scored_by')
		.select(['criterion_id', 'kind', 'half_points', 'note', 'overrides'])
		.select(['user.name as by', 'scored_at as at'])
		.where('assessment_id', '=', assessmentId)
		.execute();
	return rows.map(({ criterion_id: criterionId, half_points, overrides, ...row }) => ({
		...row,
		...{ criterionId, field: 'score' as const, overrides: overrides === 1 },
		value: formatHalfPoints(half_points)
	}));
}

async function readEntryCells(db: Database, assessmentId: string): Promise<StoredCell[]> {
	const rows = await db
		.selectFrom('sheet_entry')
		.innerJoin('user', 'user.id', 'sheet_entry.entered_by')
		.select(['criterion_id', 'kind', 'field', 'value', 'note'])
		.select(['user.name as by', 'entered_at as at'])
		.where('assessment_id', '=', assessmentId)
		.execute();
	return rows.map(({ criterion_id: criterionId, field, ...row }) => ({
		...row,
		...{ criterionId, field: field as CellField, overrides: false }
	}));
}
