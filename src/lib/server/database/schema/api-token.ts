import type { ApiScope } from '$lib/domain/api-scope';
import type { Day, Instant, Json } from '../values';

/** A token by which another system reads figures in an account's name. */
export interface ApiTokenTable {
	id: string;
	/** Whose roles it has, as they are at the time of each request. */
	user_id: string;
	/** What it is for. */
	name: string;
	scopes: Json<ApiScope[]>;
	/** SHA-256 of the token, which is shown once and kept nowhere. */
	hash: Buffer;
	created_at: Instant;
	/** The last day on which it works. */
	expires_on: Day;
	last_used_on: Day | null;
	revoked_at: Instant | null;
	revoked_by: string | null;
}
