import { fromHex, sameBytes, toHex } from './bytes.ts';
import { parseCheckpoint, readCheckpoint, type Checkpoint } from './checkpoint.ts';
import { fingerprintOf } from './fingerprint.ts';
import { growHead, noLog, type LogHead } from './log-head.ts';
import {
	checkAttendance,
	checkSeat,
	checkTickets,
	noMeeting,
	type MeetingCheck
} from './meeting-check.ts';
import { rootOf } from './merkle.ts';
import { check } from './problems.ts';
import { parseCanonical, type OpenStatement, type Statement } from './statements.ts';

/** What the log has shown so far, entry by entry. */
export interface LogCheck {
	surveyId: string;
	notes: string[];
	checkpoints: Checkpoint[];
	head: LogHead;
	receipts: Set<string>;
	fingerprint: string;
	open: OpenStatement | null;
	shut: boolean;
	isVoid: boolean;
	/** The entry of counting. */
	count: Statement | null;
	/** The last word on codes and spent codes. */
	codes: Pick<Statement, 'codes' | 'codes_root'>;
	spent: Pick<Statement, 'spent' | 'spent_root'>;
	meeting: MeetingCheck;
}

export function newLogCheck(surveyId: string): LogCheck {
	return {
		...{ surveyId, notes: [], checkpoints: [], head: noLog, receipts: new Set<string>() },
		...{ fingerprint: '', open: null, shut: false, isVoid: false, count: null },
		...{ codes: {}, spent: {}, meeting: noMeeting }
	};
}

/** A checkpoint of the bundle; they come before the log and grow. */
export function checkNote(log: LogCheck, note: string): void {
	const checkpoint = parseCheckpoint(log.surveyId, note);
	check(checkpoint, 'checkpoint');
	check(checkpoint.size > (log.checkpoints.at(-1)?.size ?? 0), 'order');
	log.notes.push(note);
	log.checkpoints.push(checkpoint);
}

const statementTypes = new Set([
	...['batch', 'attendance', 'close', 'void', 'count', 'paper', 'leftover', 'reconcile']
]);

/** The next entry; `payload` is the receipt id and the hash of the ciphertext for a ballot, canonical JSON otherwise. */
export function checkEntry(log: LogCheck, type: string, payload: Uint8Array, text: string): void {
	check((log.head.size === 0) === (type === 'open'), 'log_entry');
	if (type === 'open') checkOpening(log, payload, text);
	else if (type === 'ballot') checkBallotEntry(log, payload);
	else {
		check(statementTypes.has(type), 'log_entry');
		checkStatement(log, type, parseCanonical<Statement>(text, 'log_entry'));
	}
	log.head = growHead(log.head, type, payload);
	const signed = log.checkpoints.find(({ size }) => size === log.head.size);
	check(!signed || sameBytes(rootOf(log.head.frontier), signed.root), 'checkpoint_root');
}

function checkOpening(log: LogCheck, payload: Uint8Array, text: string): void {
	const open = parseCanonical<OpenStatement & Statement>(text, 'log_entry');
	check(open?.format === 'pingjia-log-1', 'format');
	check(open.survey === log.surveyId, 'other_survey');
	// A field that is missing or no text fails like a wrong one.
	const key = fromHex(String(open.log_key), 32);
	check(key, 'log_entry');
	for (const note of log.notes) check(readCheckpoint(log.surveyId, note, key), 'checkpoint');
	log.open = open;
	log.codes = { codes: open.codes ?? 0, codes_root: open.codes_root ?? '' };
	log.fingerprint = fingerprintOf(payload);
}

function checkBallotEntry(log: LogCheck, payload: Uint8Array): void {
	check(payload.length === 42 && !log.shut, 'log_entry');
	checkSeat(log);
	const receipt = toHex(payload.subarray(0, 10));
	check(!log.receipts.has(receipt), 'receipt_twice');
	log.receipts.add(receipt);
}

function checkStatement(log: LogCheck, type: string, said: Statement | null): void {
	check(said !== null, 'log_entry');
	const before = log.checkpoints
		.filter(({ size }) => size <= log.head.size)
		.map(({ size, root }) => [size, toHex(root)]);
	check(JSON.stringify(said.checkpoints) === JSON.stringify(before), 'checkpoint_missing');
	if (type === 'close' || type === 'void') check(said.ballots === log.head.ballots, 'box');
	if (type === 'attendance') log.meeting = checkAttendance(log, said);
	if (type === 'close' || type === 'void') {
		checkTickets(log, said);
		log.shut = true;
	}
	if (type === 'void') log.isVoid = true;
	if (type === 'count') {
		check(log.shut && !log.count && said.ballots === log.head.ballots, 'log_entry');
		log.count = said;
	}
	if (said.codes_root !== undefined) log.codes = said;
	if (said.spent_root !== undefined) log.spent = said;
}

/** Once the log is over: shut, counted or void, and signed to its very end. */
export function checkLogEnd(log: LogCheck): OpenStatement {
	check(log.open, 'order');
	check(log.shut && (log.count || log.isVoid), 'unfinished');
	check(log.checkpoints.at(-1)?.size === log.head.size, 'checkpoint_missing');
	return log.open;
}
