import type { Generated } from 'kysely';
import type { Counts } from '$lib/domain/counts';
import type { Day } from '../values';

/** The account of a survey's paper ballots: entered by one person, frozen once a second one has confirmed it. */
export interface PaperCountTable {
	survey_id: string;
	printed: number;
	handed_out: number;
	leftover: number;
	spoiled: number;
	/** 收回. */
	returned: number;
	entered_by: string;
	/** Never the one who entered it. */
	confirmed_by: string | null;
	day: Day;
}

/** Paper counts of one question; they go when they have been added to the result. */
export interface PaperAnswerTable extends Counts {
	survey_id: string;
	question_id: string;
	/** 1 once confirmed, 2 while the result is sealed. */
	locked: Generated<0 | 1 | 2>;
}

/** A slip that was handed in unused: its MAC. `spent` tells whether it really was. */
export interface LeftoverTable {
	survey_id: string;
	mac: Buffer;
}

/** The signed account of a survey's slips. */
export interface ReconcileTable {
	survey_id: string;
	/** Printed, but for those that a re-issue made void. */
	printed: number;
	handed_out: number;
	leftover_voided: number;
	/** Handed in as leftover although a ballot came with its code. */
	leftover_used: number;
	spoiled: number;
	witness_a: string;
	witness_b: string;
	day: Day;
}
