import type { Instant } from '../values';

/** Remark, numbers of a rate, 不适用 or veto; see `CellContent` in lib/domain/score-cell.ts. */
export interface SheetEntryTable {
	assessment_id: string;
	/** Of a criterion, or of a veto. */
	criterion_id: string;
	kind: 'self' | 'review';
	field: string;
	value: string;
	note: string;
	entered_by: string;
	entered_at: Instant;
}

/** One change of one cell of a sheet, scores included; append only. Empty text: nothing was there, or nothing is now. */
export interface ScoreChangeTable {
	assessment_id: string;
	/** From 1. */
	seq: number;
	criterion_id: string;
	kind: 'self' | 'review';
	field: string;
	old_value: string;
	old_note: string;
	new_value: string;
	new_note: string;
	/** Why, where the sheet had been submitted or decided before. */
	reason: string;
	changed_by: string;
	changed_at: Instant;
}

/** A file that shows something about a criterion; its content is the file of this id in the evidence folder. */
export interface EvidenceFileTable {
	id: string;
	assessment_id: string;
	criterion_id: string;
	kind: 'self' | 'review';
	name: string;
	/** MIME type by its content. */
	type: string;
	/** bytes */
	size: number;
	/** Hex. */
	sha256: string;
	sent_by: string;
	sent_at: Instant;
	/** Set when its content was deleted. */
	removed_by: string | null;
	removed_at: Instant | null;
}
