import type { Instant } from '../values';

/** A destruction that has begun: the point of no return, and how far it has come. */
export interface DestructionTable {
	survey_id: string;
	begun_at: Instant;
	/** Keys, ballots and codes are deleted. */
	erased_at: Instant | null;
	/** The storage was rewritten, so that nothing is left of them in its files. */
	completed_at: Instant | null;
}

/** One extension of the dispute window by the supervisor. Append-only. */
export interface DisputeExtensionTable {
	survey_id: string;
	seq: number;
	until: Instant;
	reason: string;
	extended_by: string;
	extended_at: Instant;
}

/** What was noticed while a survey was open; no time, no number. */
export interface AnomalyTable {
	survey_id: string;
	kind: 'burst' | 'wrong_codes';
}
