import { readScoreForm, type ScoreChange, type ScoreFault } from '$lib/domain/score-form';
import type { ScoreEntry, ScoreKind } from '$lib/domain/score-sheet';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag, toInstant } from '../database/values';
import { holdForWriting } from '../rounds/hold-for-writing';
import { measureCriteria } from './measure-criteria';
import { readScores, type SheetKey } from './read-scores';

export interface SavedScores {
	/** Ids of the criteria whose score changed. */
	saved: string[];
	/** Cells that were not taken, as typed, by criterion id. */
	faults: Record<string, ScoreFault>;
}

/**
 * Saves the cells of a posted score sheet that were changed, and gives back those that cannot be saved. Where two people
 * change the same cell the later one wins; the audit keeps both values. Refuses `sheet_locked` outside of a round.
 */
export async function saveScores(
	db: Database,
	clock: Clock,
	key: SheetKey,
	form: { kind: ScoreKind; values: Readonly<Record<string, string>> },
	by: string
): Promise<SavedScores> {
	const measurements = await measureCriteria(db, key);
	const { changes, faults } = readScoreForm(key.rubric, form.kind, form.values, measurements);
	if (changes.length === 0) return { saved: [], faults };
	const saved = await transaction(db, (trx) =>
		applyChanges(trx, clock, key, { kind: form.kind, changes, by })
	);
	return { saved, faults };
}

interface Saving {
	kind: ScoreKind;
	changes: ScoreChange[];
	by: string;
}

async function applyChanges(
	trx: Transaction,
	clock: Clock,
	key: SheetKey,
	{ kind, changes, by }: Saving
): Promise<string[]> {
	const { union, year, rubric } = key;
	await holdForWriting(trx, clock, { unionId: union.id, year, rubric: rubric.level }, kind);
	const assessmentId = await ensureAssessment(trx, clock, key);
	const before = (await readScores(trx, key))[kind];
	const real = changes.filter((change) => differs(change, before[change.criterionId]));
	for (const change of real) await applyChange(trx, clock, { assessmentId, kind, by }, change);
	if (real.length > 0) {
		const scores = real.map((change) => auditLine(change, before[change.criterionId]));
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'score', noun: 'assessment', nounId: assessmentId },
			detail: { unionId: key.union.id, year: key.year, kind, scores }
		});
	}
	return real.map(({ criterionId }) => criterionId);
}

async function ensureAssessment(
	trx: Transaction,
	clock: Clock,
	{ union, year, rubric }: SheetKey
): Promise<string> {
	const columns = { union_id: union.id, year, rubric: rubric.id };
	await trx
		.insertInto('assessment')
		.values({ id: newId(), ...columns, created_at: toInstant(clock.now()) })
		.onConflict((conflict) => conflict.columns(['union_id', 'year', 'rubric']).doNothing())
		.execute();
	const { id } = await trx
		.selectFrom('assessment')
		.select('id')
		.where('union_id', '=', union.id)
		.where('year', '=', year)
		.where('rubric', '=', rubric.id)
		.executeTakeFirstOrThrow();
	return id;
}

async function applyChange(
	trx: Transaction,
	clock: Clock,
	{ assessmentId, kind, by }: { assessmentId: string; kind: ScoreKind; by: string },
	{ criterionId, halfPoints, note, overrides }: ScoreChange
): Promise<void> {
	if (halfPoints === null) {
		await trx
			.deleteFrom('score')
			.where('assessment_id', '=', assessmentId)
			.where('criterion_id', '=', criterionId)
			.where('kind', '=', kind)
			.execute();
		return;
	}
	const given = { half_points: halfPoints, note, overrides: toFlag(overrides) };
	const score = { ...given, scored_by: by, scored_at: toInstant(clock.now()) };
	await trx
		.insertInto('score')
		.values({ assessment_id: assessmentId, criterion_id: criterionId, kind, ...score })
		.onConflict((conflict) =>
			conflict.columns(['assessment_id', 'criterion_id', 'kind']).doUpdateSet(score)
		)
		.execute();
}

function differs({ halfPoints, note }: ScoreChange, before: ScoreEntry | undefined): boolean {
	return halfPoints !== (before?.half_points ?? null) || note !== (before?.note ?? '');
}

function auditLine({ criterionId, halfPoints, note }: ScoreChange, before: ScoreEntry | undefined) {
	const from = before ? { halfPoints: before.half_points, note: before.note } : null;
	return { criterionId, from, to: halfPoints === null ? null : { halfPoints, note } };
}
