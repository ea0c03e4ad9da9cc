import type { Level } from '$lib/domain/words';
import type { Day, Flag, Instant } from '../values';

export interface UnionTable {
	id: string;
	/** 组织代码: the code by which spreadsheets and other systems know the union. */
	code: string;
	name: string;
	level: Level;
	/** One of the kinds named in the annexes' notes (`applies_to` of the rubrics). */
	kind: string;
	/** 独立基层工会: counts in the coverage of 会员评家. */
	independent: Flag;
	industry: string;
	parent_id: string | null;
	/** Ids from the root down, `/a/b/c/`: a subtree is a prefix. */
	path: string;
	member_count: number;
	/** 成立日期; null: it was always there. */
	founded_on: Day | null;
	/** When it was entered here. */
	created_at: Instant;
	closed_at: Instant | null;
	/** Why it was closed (撤销). */
	closed_reason: string | null;
	/** The union it went into (并入). */
	merged_into: string | null;
}

export interface PersonTable {
	id: string;
	name: string;
}

/** A person's term of office as chair (工会主席) of a union; at most one is current. */
export interface TermTable {
	id: string;
	union_id: string;
	person_id: string;
	started_on: Day;
	ended_on: Day | null;
}
