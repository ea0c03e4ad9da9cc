import type { ColumnType, Generated } from 'kysely';
import type { Role } from '$lib/domain/words';
import type { Flag, Instant } from '../values';

/** An office account. Columns but those from `disabled` on belong to better-auth. */
export interface UserTable {
	id: string;
	name: string;
	email: string;
	email_verified: Flag;
	image: string | null;
	username: string | null;
	created_at: Instant;
	updated_at: Instant;
	disabled: Flag;
	/** Null for an account that is in use, or was disabled before this was kept. */
	disabled_at: ColumnType<Instant | null, Instant | null | undefined>;
	disabled_by: ColumnType<string | null, string | null | undefined>;
	must_change_password: Flag;
	/** When the present password was set; null: before this was kept. */
	password_set_at: ColumnType<Instant | null, Instant | null | undefined>;
}

/** The credential of an office account; better-auth reads it at login. */
export interface AccountTable {
	id: string;
	account_id: string;
	provider_id: 'credential';
	user_id: string;
	/** scrypt hash. */
	password: string;
	created_at: Instant;
	updated_at: Instant;
}

/** A signed-in browser of an office account. */
export interface SessionTable {
	id: string;
	token: string;
	user_id: string;
	expires_at: Instant;
	/** Never written: addresses and agents are not kept, not even of staff. */
	ip_address: string | null;
	user_agent: string | null;
	created_at: Instant;
	updated_at: Instant;
	/** By the clock of the application; null in a session of before this was kept, which is over. */
	started_at: Instant | null;
	/** The last request, to the minute. */
	seen_at: Instant | null;
	/** 1: the password was right and the second factor is still missing. */
	pending: Generated<Flag>;
	/** The role chosen now, as `role union`; null: none in particular. */
	acting: string | null;
}

/** A role an account holds in a union; supervisors and reviewers reach its subtree. */
export interface RoleTable {
	user_id: string;
	union_id: string;
	role: Role;
}
