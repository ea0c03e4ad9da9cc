import type { Role } from '$lib/domain/words';
import type { Instant, Json } from '../values';

/** Failed tries of one user name, or of one browser that has signed in to it before. */
export interface LoginLockTable {
	/** SHA-256 in hex: people type passwords into the field of the user name. */
	key: string;
	/** SHA-256 of the user name in hex, whether an account has it or not. */
	name_hash: string;
	failures: number;
	/** The first of these failures. */
	since: Instant;
	locked_until: Instant | null;
}

/** A password that somebody chose, so that it is not chosen again soon. */
export interface PasswordHistoryTable {
	id: string;
	user_id: string;
	/** scrypt hash. */
	hash: string;
	set_at: Instant;
}

/** The authenticator app of an account. */
export interface SecondFactorTable {
	user_id: string;
	/** Encrypted with a key that is a file outside the database. */
	secret: Uint8Array;
	/** Null until the first code was typed. */
	confirmed_at: Instant | null;
	/** The period of 30 seconds of the last code that was accepted: none of it or before it is accepted again. */
	last_step: number;
}

/** A code that stands in for the authenticator app, once. */
export interface RecoveryCodeTable {
	user_id: string;
	/** HMAC under the key of the second factors. */
	hash: Uint8Array;
	used_at: Instant | null;
}

/** A link by which somebody makes an account of their own with the roles that were promised. */
export interface InvitationTable {
	id: string;
	/** SHA-256 of the link's token. */
	hash: Uint8Array;
	/** Whom it is for. */
	name: string;
	roles: Json<{ role: Role; unionId: string }[]>;
	created_by: string;
	created_at: Instant;
	expires_at: Instant;
	used_at: Instant | null;
	/** The account that was made. */
	used_by: string | null;
	revoked_at: Instant | null;
	revoked_by: string | null;
}
