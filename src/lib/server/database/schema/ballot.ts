import type { Day, Flag } from '../values';

/** The ballot box of a survey: one row, updated with every commit, so that counting turnout scans nothing. */
export interface BoxTable {
	survey_id: string;
	accepting: Flag;
	ballots: number;
	log_size: number;
}

/** A code that may answer: its HMAC and nothing else. */
export interface CodeTable {
	survey_id: string;
	mac: Buffer;
}

/** A code that has answered, or was made void. */
export interface SpentTable {
	survey_id: string;
	nullifier: Buffer;
	retry_tag: Buffer;
	kind: 'ballot' | 'void';
}

/** The append-only log of a survey; entry 0 is what was frozen at opening. */
export interface LogTable {
	survey_id: string;
	seq: number;
	type:
		| 'open'
		| 'batch'
		| 'attendance'
		| 'ballot'
		| 'close'
		| 'void'
		| 'count'
		| 'paper'
		| 'leftover'
		| 'reconcile';
	payload: Buffer;
}

/** What appending to the log needs of all that came before: the complete subtrees of its hash tree, 32 bytes each. */
export interface LogHeadTable {
	survey_id: string;
	frontier: Buffer;
	/** The log as it was when the ballots were last a multiple of ten. */
	mark_size: number;
	mark_frontier: Buffer;
}

/** A signed statement of the size and root of the log. */
export interface CheckpointTable {
	survey_id: string;
	size: number;
	note: string;
	day: Day;
}

/** A sealed ballot: ciphertext of one length per survey. */
export interface BallotTable {
	survey_id: string;
	seq: number;
	ct: Buffer;
}
