import { findCriterion } from '$lib/domain/rubric';
import {
	cellKey,
	emptyCell,
	plainText,
	readCell,
	sameCell,
	type CellContent,
	type CellProblem
} from '$lib/domain/score-cell';
import type { CellEdit, CellFault } from '$lib/domain/score-form';
import type { Measurements, ScoreKind } from '$lib/domain/score-sheet';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { holdForWriting } from '../rounds/hold-for-writing';
import { changeNeedsReason } from './change-reason';
import { measureCriteria } from './measure-criteria';
import { readCells, type StoredCell } from './read-cells';
import { recordChanges, type NewChange } from './score-history';
import { ensureAssessment, type SheetKey } from './sheet-key';
import { writeCell } from './write-cell';

export interface CellsToSave {
	kind: ScoreKind;
	edits: readonly CellEdit[];
	/** Why, where the sheet had been submitted or decided before. */
	reason: string;
	/** Account. */
	by: string;
}

export interface SavedCells {
	/** What stands in the cells now that were taken, by `cellKey`. */
	saved: Record<string, CellContent>;
	/** Cells whose content is another than before: subset of `saved`. */
	changed: string[];
	/** Cells that were not taken, as typed. */
	faults: CellFault[];
}

/**
 * Saves the cells that somebody changed, each by itself: one that is wrong, or that somebody else has changed since it was
 * shown, is given back and does not keep the others from being saved. Sending the same again changes nothing.
 * Refuses `sheet_locked` where scores of this kind may not be written now.
 */
export async function saveCells(
	db: Database,
	clock: Clock,
	key: SheetKey,
	saving: CellsToSave
): Promise<SavedCells> {
	if (saving.edits.length === 0) return { saved: {}, changed: [], faults: [] };
	const measured = saving.edits.some(
		({ criterionId, field }) =>
			field === 'score' && findCriterion(key.rubric, criterionId)?.measure !== undefined
	);
	// Coverage reads a whole subtree: only for whoever asks for it.
	const measurements = measured ? await measureCriteria(db, key) : {};
	return transaction(db, (trx) => saveWithin(trx, clock, key, { ...saving, measurements }));
}

type Saving = CellsToSave & { measurements: Measurements };

async function saveWithin(
	trx: Transaction,
	clock: Clock,
	key: SheetKey,
	{ kind, edits, reason, by, measurements }: Saving
): Promise<SavedCells> {
	const { union, year, rubric } = key;
	const held = { unionId: union.id, year, rubric: rubric.level };
	const { applicationId } = await holdForWriting(trx, clock, held, kind);
	const assessmentId = await ensureAssessment(trx, clock, key);
	const stored = await readCells(trx, assessmentId);
	const why = plainText(reason).slice(0, 500);
	const needsReason = why === '' && (await changeNeedsReason(trx, applicationId, kind));
	const answer: SavedCells = { saved: {}, changed: [], faults: [] };
	const changes: NewChange[] = [];
	for (const given of edits) {
		const edit = { ...given, kind };
		const cell = cellKey(edit);
		const verdict = judge(
			edit,
			stored,
			needsReason,
			readCell({ rubric, measurements }, edit, edit.typed)
		);
		if ('fault' in verdict) {
			answer.faults.push(verdict.fault);
			continue;
		}
		answer.saved[cell] = verdict.content;
		if (sameCell(verdict.content, verdict.from)) continue;
		const at = toInstant(clock.now());
		const { criterionId, field } = edit;
		const name = { criterionId, kind, field };
		const isMeasured = measurements[criterionId] !== undefined;
		const write = { assessmentId, name, content: verdict.content, measured: isMeasured, by, at };
		await writeCell(trx, write);
		changes.push({ ...name, from: verdict.from, to: verdict.content, reason: why, by, at });
		answer.changed.push(cell);
	}
	await recordChanges(trx, assessmentId, changes);
	if (changes.length > 0)
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'score', noun: 'assessment', nounId: assessmentId },
			detail: { unionId: union.id, year, kind, changes: changes.map(auditLine) }
		});
	return answer;
}

type Verdict = { content: CellContent; from: CellContent } | { fault: CellFault };

function judge(
	edit: CellEdit,
	stored: ReadonlyMap<string, StoredCell>,
	needsReason: boolean,
	read: CellContent | { problem: CellProblem }
): Verdict {
	const there = stored.get(cellKey(edit));
	const from: CellContent = there ? { value: there.value, note: there.note } : emptyCell;
	const refuse = (problem: CellProblem): Verdict => ({
		fault: { ...edit, problem, conflict: null }
	});
	if ('problem' in read) return refuse(read.problem);
	if (sameCell(read, from)) return { content: read, from };
	if (
		plainText(edit.was.value) !== plainText(from.value) ||
		plainText(edit.was.note) !== from.note
	) {
		const conflict = { ...from, by: there?.by ?? '', at: there?.at ?? '' };
		return { fault: { ...edit, problem: null, conflict } };
	}
	if (edit.field === 'exemption' && edit.kind === 'review' && read.value !== '')
		if (!stored.has(cellKey({ ...edit, kind: 'self' }))) return refuse('not_proposed');
	if (needsReason && edit.field !== 'remark') return refuse('change_reason_needed');
	return { content: read, from };
}

function auditLine({ criterionId, field, from, to, reason }: NewChange) {
	return { criterionId, field, from, to, ...(reason && { reason }) };
}
