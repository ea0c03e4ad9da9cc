import { newId } from '../database/id';
import type { Database } from '../database/open';
import { toInstant, toJson } from '../database/values';
import type { Clock } from '../clock';

export interface AuditEntry {
	/** The account that acted; null for the server itself. */
	userId: string | null;
	/** Verb, for instance `open`. */
	action: string;
	/** Table name of what was changed. */
	noun: string;
	nounId: string;
	/** What changed, without anything that was on a ballot. */
	detail?: Record<string, unknown>;
}

/** Adds one line to the audit; call it in the transaction that makes the change. */
export async function recordAudit(db: Database, clock: Clock, entry: AuditEntry): Promise<void> {
	await db
		.insertInto('audit')
		.values({
			id: newId(),
			at: toInstant(clock.now()),
			user_id: entry.userId,
			action: entry.action,
			noun: entry.noun,
			noun_id: entry.nounId,
			detail: toJson(entry.detail ?? {})
		})
		.execute();
}
