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

/** The place of a line in the chain (see domain/audit-chain). Append-only. */
export interface AuditLinkTable {
	/** From 1, without a gap. */
	seq: number;
	audit_id: string;
	/** The union that the act is about; null: the platform. */
	union_id: string | null;
	/** 64 hexadecimal digits. */
	hash: string;
}

/** The end of the chain, in one row: whoever adds a line holds it until the commit. */
export interface AuditHeadTable {
	id: 1;
	seq: number;
	hash: string;
}

export interface SettingTable {
	key: string;
	value: string;
}
