import type { Database } from '../database/open';
import { fromJson, type Instant } from '../database/values';

/** One act, as the trail on a page shows it. */
export interface AuditLine {
	id: string;
	at: Instant;
	/** Name of the account; null: the server itself. */
	by: string | null;
	action: string;
	detail: Record<string, unknown>;
}

/** What was done to one thing, the latest first. */
export async function readAudit(db: Database, noun: string, nounId: string): Promise<AuditLine[]> {
	const rows = await db
		.selectFrom('audit')
		.innerJoin('audit_link as link', 'link.audit_id', 'audit.id')
		.leftJoin('user', 'user.id', 'audit.user_id')
		.select(['audit.id', 'at', 'action', 'detail', 'user.name as by'])
		.where('noun', '=', noun)
		.where('noun_id', '=', nounId)
		.orderBy('link.seq', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, detail: fromJson(row.detail) }));
}
