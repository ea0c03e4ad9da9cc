import type { Generated, Selectable } from 'kysely';
import type { Questionnaire } from '$lib/domain/questionnaire';
import type { Electorate, Mode, Subject, SurveyState } from '$lib/domain/words';
import type { FrozenRules } from '$lib/domain/frozen-rules';
import type { Day, Flag, Instant, Json } from '../values';

/** A survey (问卷). From `rules` to `tally_key` the columns are null in a draft and frozen by trigger at opening. */
export interface SurveyTable {
	id: string;
	union_id: string;
	year: number;
	title: string;
	mode: Mode;
	custody: 'server' | 'trustees';
	/** 1: paper ballots are handed out too, and counting waits for their counts. */
	paper: Generated<Flag>;
	state: SurveyState;
	/** 1: the draft opens by itself at `opens_at`. */
	scheduled: Generated<Flag>;
	opens_at: Instant;
	closes_at: Instant;
	/** 应参评. */
	eligible: number;
	electorate: Electorate;
	min_turnout_num: number;
	min_turnout_den: number;
	/** Fewest opinions that are shown; null: as the rules have it. */
	smallest_group: number | null;
	/** The supervisor who agreed to a minimum turnout below the rule, and why. */
	consent_by: string | null;
	consent_reason: string | null;
	rules: Json<FrozenRules> | null;
	questionnaires: Json<Questionnaire[]> | null;
	questionnaire_hash: Buffer | null;
	tally_key: Buffer | null;
	/** 发放: codes made and not voided. */
	issued: Generated<number>;
	created_by: string;
	created_at: Instant;
	opened_at: Instant | null;
	closed_at: Instant | null;
	counted_at: Instant | null;
	published_at: Instant | null;
	void_at: Instant | null;
	void_by: string | null;
	void_reason: string | null;
}

/** A survey as it is read. */
export type Survey = Selectable<SurveyTable>;

/** What the survey asks about. `live` is 0 once the survey is void; one live row per union, year and subject. */
export interface SurveySubjectTable {
	survey_id: string;
	subject: Subject;
	union_id: string;
	year: number;
	live: Flag;
	/** The chair who is rated; null for other subjects. */
	person_id: string | null;
}

/** One printing of codes. `voided_before`: unused codes of earlier batches that this one made void. */
export interface CodeBatchTable {
	survey_id: string;
	seq: number;
	size: number;
	voided_before: number;
	issued_by: string;
	day: Day;
}
