import type { Instant } from '../values';

/** How one earlier year's figures came here: a result of source `history` that was entered in the office. */
export interface HistoryTable {
	result_id: string;
	entered_by: string;
	entered_at: Instant;
	origin: 'form' | 'import';
	/** The refused or withdrawn result that this one corrects. */
	replaces: string | null;
	/** Why it was refused, taken back or withdrawn. */
	reason: string | null;
	/** Of what had been approved. */
	withdrawn_by: string | null;
	withdrawn_at: Instant | null;
}

/** A scan that shows earlier figures; its content is the file of this id in the evidence folder. */
export interface HistoryFileTable {
	id: string;
	/** Whoever may read this union may read the file: the union rated, or the one above all that it shows. */
	union_id: string;
	name: string;
	/** MIME type by its content. */
	type: string;
	/** bytes */
	size: number;
	/** Hex. */
	sha256: string;
	sent_by: string;
	sent_at: Instant;
}

/** Which results a file shows. */
export interface HistoryEvidenceTable {
	result_id: string;
	file_id: string;
}
