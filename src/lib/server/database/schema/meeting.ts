import type { Day, Flag } from '../values';

/** A meeting (现场码): how many attend as last signed for, and whether tickets are being given. */
export interface MeetingTable {
	survey_id: string;
	/** Only ever grows. */
	attending: number;
	giving: Flag;
}

/** One sign-off of the attendance before two witnesses. */
export interface AttendanceTable {
	survey_id: string;
	seq: number;
	attending: number;
	witness_a: string;
	witness_b: string;
	/** 16 bytes: the log commits to the names with it. */
	salt: Buffer;
	signed_by: string;
	day: Day;
}
