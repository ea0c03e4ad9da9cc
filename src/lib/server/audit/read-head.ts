import type { AuditHead } from '$lib/domain/audit-chain';
import type { Database } from '../database/open';

/** The end of the chain as it is now. */
export function readAuditHead(db: Database): Promise<AuditHead> {
	return db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
}
