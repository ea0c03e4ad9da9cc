import type { Flag } from '../values';

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
	type: 'open' | 'batch' | 'ballot' | 'close' | 'void';
	payload: Buffer;
}

/** A sealed ballot: ciphertext of one length per survey. */
export interface BallotTable {
	survey_id: string;
	seq: number;
	ct: Buffer;
}
