import type { InspectionOutcome } from '$lib/domain/reinspection';
import type { Instant } from '../values';

/** Why a title was revoked; the year stands with the title itself. */
export interface HonourRevocationTable {
	honour_id: string;
	reason: string;
	revoked_by: string;
	revoked_at: Instant;
}

/** Somebody confirmed that every title of this union or person is entered. */
export interface HonourCheckTable {
	holder: 'union' | 'person';
	/** Of the union or the person. */
	holder_id: string;
	checked_by: string;
	checked_at: Instant;
}

/** 复查 of a title in a year; entered again, the later entry stands and the audit keeps both. */
export interface HonourInspectionTable {
	honour_id: string;
	year: number;
	outcome: InspectionOutcome;
	/** What was found; may be empty where it was passed. */
	note: string;
	recorded_by: string;
	recorded_at: Instant;
}
