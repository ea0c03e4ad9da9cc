import { canonicalJson } from '../canonical-json.ts';
import type { FrozenRules } from '../frozen-rules.ts';
import { check, type Problem } from './problems.ts';

/** Log entry 0: what opening froze. Everything else in a bundle is measured against it. */
export interface OpenStatement {
	format: 'pingjia-log-1';
	survey: string;
	title: string;
	year: number;
	mode: string;
	custody: string;
	questionnaire_hash: string;
	tally_key: string;
	log_key: string;
	eligible: number;
	issued: number;
	rules: FrozenRules;
	opened_at: string;
	closes_at: string;
	/** The list of a survey that asks chairs; absent in every other. */
	electors?: ElectorsStatement;
	/** Where the chain of the office's acts ended, 64 hex digits; absent in older logs. Means something to the server only. */
	audit_head?: string;
}

/** What the log commits to of the list of those who are asked. */
export interface ElectorsStatement {
	/** Unions on the list. */
	listed: number;
	/** Of them without a chair in office: not counted. */
	vacant: number;
	/** SHA-256 of the list's text, in hex. */
	hash: string;
}

/** What later entries may say. */
export interface Statement {
	/** Ballots in the box, when it was shut. */
	ballots?: number;
	codes?: number;
	codes_root?: string;
	/** Meeting (现场码): the number of a sign-off, how many attend by it, and the hash of the witnesses' names. */
	signed?: number;
	attending?: number;
	witnesses?: string;
	/** Tickets given, when the box was shut. */
	tickets?: number;
	spent?: number;
	spent_root?: string;
	/** Size and root of every checkpoint made before this entry. */
	checkpoints?: [size: number, root: string][];
	/** SHA-256 of the result of each subject, as it stands in the bundle. */
	results?: { subject: string; hash: string }[];
	/** As at opening, once more at counting. */
	audit_head?: string;
}

/** JSON in its canonical form; anything else is `problem`. */
export function parseCanonical<T>(text: string, problem: Problem): T {
	try {
		const value: unknown = JSON.parse(text);
		check(canonicalJson(value) === text, problem);
		return value as T;
	} catch (error) {
		check(!(error instanceof SyntaxError), problem);
		throw error;
	}
}
