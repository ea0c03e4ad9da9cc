import type { Generated } from 'kysely';
import type { SealedCounts } from '$lib/domain/counts';
import type { Electorate, Mode, Subject } from '$lib/domain/words';
import type { FrozenRules } from '$lib/domain/frozen-rules';
import type { ResultFlag } from '$lib/domain/result-validity';
import type { Flag, Instant, Json } from '../values';

/** One sealed result per union, subject and year: what trends, rubrics and eligibility read. */
export interface ResultTable extends SealedCounts {
	id: string;
	union_id: string;
	subject: Subject;
	year: number;
	/** `history`: 历史/纸质, entered as counts and approved by the supervisor. */
	source: 'survey' | 'history';
	status: 'valid' | 'pending' | 'refused' | 'void';
	survey_id: string | null;
	/** The chair who was rated. */
	person_id: string | null;
	mode: Mode;
	electorate: Electorate;
	eligible: number;
	issued: number;
	returned_online: number;
	returned_paper: number;
	rules: Json<FrozenRules>;
	min_turnout_num: number;
	min_turnout_den: number;
	/** The supervisor consented to a weak mode or a low minimum turnout. */
	consent: Flag;
	/** What the account of the ballots found wrong; null: nothing. */
	flags: Json<ResultFlag[]> | null;
	note: string | null;
	decided_by: string | null;
	decided_at: Instant | null;
	counted_at: Instant;
	/** 32 hex digits, in what the log commits to; null for history, and for what was counted before there were salts. */
	salt: string | null;
	published_at: Instant | null;
}

/** The sealed counts of one question of a result. */
export interface ResultCountTable extends SealedCounts {
	result_id: string;
	question_id: string;
	position: number;
}

/** A released comment; ids are random, so their order says nothing. */
export interface ResultTextTable {
	result_id: string;
	id: string;
	question_id: string;
	body: string;
	/** 32 hex digits; null once words were taken out, and in comments counted before there were seals. */
	salt: string | null;
	/** What the log commits to: `sealComment(salt, body)` of the words as they were counted. */
	seal: string | null;
	/** 1: words were taken out. */
	redacted: Generated<Flag>;
}
