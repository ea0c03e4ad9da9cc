import type { Instant, Json } from '../values';

/** One act of staff that changed something. Append-only. */
export interface AuditTable {
	id: string;
	at: Instant;
	/** Null: the server itself (a survey that opened or closed on time). */
	user_id: string | null;
	action: string;
	noun: string;
	noun_id: string;
	detail: Json<Record<string, unknown>>;
}

export interface SettingTable {
	key: string;
	value: string;
}
