import type { Role } from '$lib/domain/words';
import type { Flag, Instant } from '../values';

/** An office account. Columns but `disabled` and `must_change_password` belong to better-auth. */
export interface UserTable {
	id: string;
	name: string;
	email: string;
	email_verified: Flag;
	image: string | null;
	username: string | null;
	disabled: Flag;
	must_change_password: Flag;
	created_at: Instant;
	updated_at: Instant;
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
}

/** A role an account holds in a union; supervisors and reviewers reach its subtree. */
export interface RoleTable {
	user_id: string;
	union_id: string;
	role: Role;
}
