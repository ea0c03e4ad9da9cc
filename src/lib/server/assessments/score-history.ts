import type { CellContent, CellField, CellName } from '$lib/domain/score-cell';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import type { Instant } from '../database/values';

/** One change of one cell. */
export interface ScoreChange extends CellName {
	seq: number;
	from: CellContent;
	to: CellContent;
	/** Why, where the sheet had been submitted or decided before; else empty. */
	reason: string;
	/** Name of the account. */
	by: string;
	at: Instant;
}

export interface NewChange extends CellName {
	from: CellContent;
	to: CellContent;
	reason: string;
	/** Account. */
	by: string;
	at: Instant;
}

/** Adds to the history of a sheet; its application must be held, so that the numbers follow one another. */
export async function recordChanges(
	trx: Transaction,
	assessmentId: string,
	changes: readonly NewChange[]
): Promise<void> {
	if (changes.length === 0) return;
	const { last } = await trx
		.selectFrom('score_change')
		.select((eb) => eb.fn.max('seq').as('last'))
		.where('assessment_id', '=', assessmentId)
		.executeTakeFirstOrThrow();
	const rows = changes.map(({ criterionId, kind, field, from, to, reason, by, at }, index) => ({
		...{ assessment_id: assessmentId, seq: (last ?? 0) + 1 + index },
		...{ criterion_id: criterionId, kind, field },
		...{ old_value: from.value, old_note: from.note, new_value: to.value, new_note: to.note },
		...{ reason, changed_by: by, changed_at: at }
	}));
	await trx.insertInto('score_change').values(rows).execute();
}

/** What happened to a sheet, or to one criterion of it, the latest first. */
export async function listChanges(
	db: Database,
	assessmentId: string,
	criterionId?: string
): Promise<ScoreChange[]> {
	let query = db
		.selectFrom('score_change')
		.innerJoin('user', 'user.id', 'score_change.changed_by')
		.selectAll('score_change')
		.select('user.name as by')
		.where('assessment_id', '=', assessmentId);
	if (criterionId !== undefined) query = query.where('criterion_id', '=', criterionId);
	const rows = await query.orderBy('seq', 'desc').execute();
	return rows.map((row) => ({
		...{ seq: row.seq, criterionId: row.criterion_id, kind: row.kind },
		...{ field: row.field as CellField, reason: row.reason, by: row.by, at: row.changed_at },
		from: { value: row.old_value, note: row.old_note },
		to: { value: row.new_value, note: row.new_note }
	}));
}

/** Number of changes by criterion id. */
export async function countChanges(
	db: Database,
	assessmentId: string
): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('score_change')
		.select('criterion_id')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('assessment_id', '=', assessmentId)
		.groupBy('criterion_id')
		.execute();
	return new Map(rows.map(({ criterion_id, n }) => [criterion_id, n]));
}
