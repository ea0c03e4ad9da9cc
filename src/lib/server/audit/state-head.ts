import type { Transaction } from '../database/transaction';
import { readAuditHead } from './read-head';

/**
 * The field by which an entry of a survey's log states where the audit ended before the act that it logs. The hash alone:
 * the place would tell how much staff did. It confirms no guess at a line either, since each line has an id of 80 random
 * bits that is shown nowhere.
 */
export async function stateAuditHead(trx: Transaction): Promise<{ audit_head: string }> {
	const { hash } = await readAuditHead(trx);
	return { audit_head: hash };
}
