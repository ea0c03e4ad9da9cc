import { linkHash, type AuditFact } from '$lib/domain/audit-chain';
import type { Transaction } from '../database/transaction';
import type { Instant, Json } from '../database/values';
import { inSlices } from '../ballots/slices';

const ROWS_PER_STATEMENT = 500;

/**
 * Writes lines with their places in the chain and moves its head. Transactions that come here at the same time follow each
 * other: the row of the head is held until the commit.
 */
export async function appendLines(trx: Transaction, lines: readonly AuditFact[]): Promise<void> {
	const head = await trx
		.updateTable('audit_head')
		.set((eb) => ({ seq: eb.ref('seq') }))
		.returning(['seq', 'hash'])
		.executeTakeFirstOrThrow();
	let { seq, hash } = head;
	const links = lines.map((line) => {
		seq += 1;
		hash = linkHash(hash, seq, line);
		return { seq, audit_id: line.id, union_id: line.unionId, hash };
	});
	for (const slice of inSlices(lines.map(rowOf), ROWS_PER_STATEMENT))
		await trx.insertInto('audit').values(slice).execute();
	for (const slice of inSlices(links, ROWS_PER_STATEMENT))
		await trx.insertInto('audit_link').values(slice).execute();
	await trx.updateTable('audit_head').set({ seq, hash }).execute();
}

function rowOf({ id, at, userId, action, noun, nounId, detail }: AuditFact) {
	return {
		...{ id, at: at as Instant, user_id: userId, action, noun, noun_id: nounId },
		detail: detail as Json<Record<string, unknown>>
	};
}
