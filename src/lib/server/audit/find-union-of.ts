import type { AuditEntry } from './record-audit';
import type { Transaction } from '../database/transaction';

/** Nouns whose rows say which union they are about. */
const placed = [
	'survey',
	'round',
	'application',
	'assessment',
	'draw',
	'key_set',
	'result'
] as const;

/** The union that an act on this thing is about; null where it is about the platform, or the thing is gone. */
export async function findUnionOf(
	trx: Transaction,
	{ noun, nounId: id, detail }: AuditEntry
): Promise<string | null> {
	if (typeof detail?.['unionId'] === 'string') return detail['unionId'];
	// Terms are recorded under the union whose chair they are about.
	if (noun === 'union' || noun === 'term') return id;
	if (noun === 'honour') return findHolder(trx, id);
	const table = placed.find((one) => one === noun);
	if (!table) return null;
	const row = await trx
		.selectFrom(table as 'survey')
		.select('union_id')
		.where('id', '=', id)
		.executeTakeFirst();
	return row?.union_id ?? null;
}

/** The union that holds a title, or the one that its holder chairs or chaired last. */
async function findHolder(trx: Transaction, honourId: string): Promise<string | null> {
	const row = await trx
		.selectFrom('honour')
		.leftJoin('term', 'term.person_id', 'honour.person_id')
		.select(['honour.union_id as holder', 'term.union_id as chaired'])
		.where('honour.id', '=', honourId)
		.orderBy('term.started_on', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.holder ?? row?.chaired ?? null;
}
