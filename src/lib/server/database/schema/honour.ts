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
