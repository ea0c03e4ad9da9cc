import type { ScoreEntry, ScoreKind } from '$lib/domain/score-sheet';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import type { Rubric } from '$lib/domain/rubric';

/** Which score sheet: a union's, of one year, by the rubric of its level. */
export interface SheetKey {
	union: Pick<UnionTable, 'id' | 'path'>;
	year: number;
	rubric: Rubric;
}

/** The entered scores of a sheet by criterion id; both empty while nobody has entered any. */
export async function readScores(
	db: Database,
	{ union, year, rubric }: SheetKey
): Promise<Record<ScoreKind, Record<string, ScoreEntry>>> {
	const rows = await db
		.selectFrom('score')
		.innerJoin('assessment', 'assessment.id', 'score.assessment_id')
		.innerJoin('user', 'user.id', 'score.scored_by')
		.select(['criterion_id', 'kind', 'half_points', 'note', 'overrides'])
		.select(['user.name as by', 'scored_at as at'])
		.where('assessment.union_id', '=', union.id)
		.where('assessment.year', '=', year)
		.where('assessment.rubric', '=', rubric.id)
		.execute();
	const scores: Record<ScoreKind, Record<string, ScoreEntry>> = { self: {}, review: {} };
	for (const { criterion_id, kind, half_points, note, overrides, by, at } of rows) {
		scores[kind][criterion_id] = { half_points, note, overrides: overrides === 1, by, at };
	}
	return scores;
}

/** Years of which a union has a score sheet, ascending. */
export async function listAssessmentYears(db: Database, unionId: string): Promise<number[]> {
	const rows = await db
		.selectFrom('assessment')
		.select('year')
		.distinct()
		.where('union_id', '=', unionId)
		.orderBy('year')
		.execute();
	return rows.map(({ year }) => year);
}
