import type { ApplicationAct, StoredState } from '$lib/domain/application-life';
import type { RubricLevel } from '$lib/domain/rubric';
import type { Day, Flag, Instant } from '../values';

/** 考核批次 of a year and level for the unions below one union; days in China, both ends included. */
export interface RoundTable {
	id: string;
	union_id: string;
	year: number;
	level: RubricLevel;
	self_from: Day;
	self_to: Day;
	review_from: Day;
	review_to: Day;
	/** 复评; null: none. */
	final_from: Day | null;
	final_to: Day | null;
	created_by: string;
	created_at: Instant;
}

/** 申报: one union in one round; its score sheet is the assessment of the same union, year and rubric. */
export interface ApplicationTable {
	id: string;
	round_id: string;
	union_id: string;
	year: number;
	rubric: RubricLevel;
	/** `withdrawn`: counts as none, until the union applies again. */
	state: StoredState;
	/** Number of events so far. */
	steps: number;
	/** Last day of self review where the supervisor extended it for this union. */
	self_until: Day | null;
	/** 1: decided once and taken up again (复评). */
	reopened: Flag;
	/** 自查 total and its maximum as submitted, half points. */
	self_score: number | null;
	self_points: number | null;
	/** 考评 total and its maximum as decided, half points. */
	review_score: number | null;
	review_points: number | null;
	/** What was measured when it was last decided, as `writeMeasurements` writes it; holds while it is decided. */
	measured: string | null;
}

/** Who changed the state of an application, when and why; append only. */
export interface ApplicationEventTable {
	application_id: string;
	/** From 1. */
	seq: number;
	act: ApplicationAct;
	from_state: StoredState | null;
	to_state: StoredState;
	reason: string;
	user_id: string;
	at: Instant;
}

/** 考评员分工: this account reviews this application. */
export interface ReviewerAssignmentTable {
	application_id: string;
	user_id: string;
	assigned_by: string;
	assigned_at: Instant;
}
