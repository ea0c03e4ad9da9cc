import type { Generated, Selectable } from 'kysely';
import type { Holder, Pair } from '$lib/domain/custody/box-key';
import type { HolderRole } from '$lib/domain/custody/holder-role';
import type { Day, Flag, Instant } from '../values';

/** Three key sheets that belong together: for one survey, or `shared` by many surveys. */
export interface KeySetTable {
	id: string;
	union_id: string;
	title: string;
	shared: Flag;
	created_by: string;
	created_at: Instant;
}

/** One holder of a key sheet (保管人). The server never has more of the sheet than `public_key`. */
export interface CustodianTable {
	key_set_id: string;
	idx: Holder;
	role: HolderRole;
	/** Null until the sheet is made, like `public_key` and `made_on`. */
	name: string | null;
	public_key: Buffer | null;
	made_on: Day | null;
	/** SHA-256 of the token in the holder's link; null if there is none. */
	invite: Buffer | null;
	/** Private half (X25519) of the key pair that the next rehearsal has to answer. */
	challenge: Buffer | null;
	/** 1 once a survey has opened with this sheet: nothing of it changes any more. */
	locked: Generated<Flag>;
}

export type Custodian = Selectable<CustodianTable>;

/** The key sheets that will open a survey's box; `locked` once the survey has opened. */
export interface SurveyKeySetTable {
	survey_id: string;
	key_set_id: string;
	locked: Generated<Flag>;
}

/** What holder `idx` published for a survey at the rehearsal: one point for each of its two pairs. */
export interface KeyShareTable {
	survey_id: string;
	pair: Pair;
	idx: Holder;
	point: Buffer;
}
