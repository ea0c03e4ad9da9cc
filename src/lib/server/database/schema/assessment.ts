import type { Flag, Instant } from '../values';

/** A union's rubric of one year. */
export interface AssessmentTable {
	id: string;
	union_id: string;
	year: number;
	rubric: string;
	created_at: Instant;
}

/** 自查分 (self) or 考评分 (review) of one criterion, in half points. */
export interface ScoreTable {
	assessment_id: string;
	criterion_id: string;
	kind: 'self' | 'review';
	half_points: number;
	note: string;
	/** 1: differs from what the measured figure proposes; `note` says why. */
	overrides: Flag;
	scored_by: string;
	scored_at: Instant;
}

/** A title held by a union or a person. */
export interface HonourTable {
	id: string;
	title: 'model_home' | 'outstanding_worker' | 'top_ten' | 'qualified_home';
	level: 'county' | 'city' | 'province' | 'nation';
	union_id: string | null;
	person_id: string | null;
	year: number;
	document: string;
	revoked_year: number | null;
	recorded_by: string | null;
	recorded_at: Instant;
}
