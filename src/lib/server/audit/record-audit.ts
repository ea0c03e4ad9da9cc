import type { AuditFact } from '$lib/domain/audit-chain';
import type { Clock } from '../clock';
import { newId } from '../database/id';
import { beforeCommit, type Transaction } from '../database/transaction';
import { toInstant, toJson } from '../database/values';
import { appendLines } from './append-lines';
import { findUnionOf } from './find-union-of';

export interface AuditEntry {
	/** The account that acted; null for the server itself. */
	userId: string | null;
	/** Verb, for instance `open`. */
	action: string;
	/** Table name of what was changed. */
	noun: string;
	nounId: string;
	/** The union that the act is about, where the row that was changed does not tell it (any more). */
	unionId?: string | null;
	/** What changed, without anything that was on a ballot; see `changesBetween`. */
	detail?: Record<string, unknown>;
}

const pending = new WeakMap<Transaction, AuditFact[]>();

/**
 * Adds one line to the audit, in the transaction that makes the change. The line is written at the transaction's end, with
 * its place in the chain (domain/audit-chain.ts).
 */
export async function recordAudit(
	trx: Transaction,
	clock: Clock,
	entry: AuditEntry
): Promise<void> {
	const { userId, action, noun, nounId, unionId, detail = {} } = entry;
	linesOf(trx).push({
		...{ id: newId(), at: toInstant(clock.now()), userId, action, noun, nounId },
		detail: toJson(detail),
		unionId: unionId === undefined ? await findUnionOf(trx, entry) : unionId
	});
}

function linesOf(trx: Transaction): AuditFact[] {
	const there = pending.get(trx);
	if (there) return there;
	const lines: AuditFact[] = [];
	pending.set(trx, lines);
	beforeCommit(trx, () => appendLines(trx, lines));
	return lines;
}
