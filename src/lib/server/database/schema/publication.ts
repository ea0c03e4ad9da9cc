import type { Day, Flag, Instant } from '../values';

/** One publication (公示) of a survey's results; at most one of a survey stands. What it stated is frozen. */
export interface PublicationTable {
	survey_id: string;
	/** From 1. */
	seq: number;
	/** Both days belong to the period. */
	from_day: Day;
	to_day: Day;
	/** 意见反映渠道: where to object, as typed. */
	contact: string;
	/** 1: the union's archive lists approved figures of before the platform, too. */
	with_history: Flag;
	published_by: string;
	published_at: Instant;
	/** 撤下: all four, or none. */
	withdrawn_by: string | null;
	withdrawn_at: Instant | null;
	withdrawn_reason: string | null;
	/** Whether those who run the survey took it down, or the union above. */
	withdrawn_from: 'own' | 'above' | null;
}
