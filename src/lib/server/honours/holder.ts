import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';

/** Who holds a title: the union, or somebody who chairs or chaired it. */
export interface Holder {
	unionId: string;
	/** null: the union itself */
	personId: string | null;
}

/** The two columns that name a holder, of which one is set. Refuses `not_found` for who never chaired the union. */
export async function findHolder(
	trx: Transaction,
	{ unionId, personId }: Holder
): Promise<{ union_id: string | null; person_id: string | null }> {
	if (personId === null) return { union_id: unionId, person_id: null };
	const term = await trx
		.selectFrom('term')
		.select('id')
		.where('union_id', '=', unionId)
		.where('person_id', '=', personId)
		.executeTakeFirst();
	if (!term) throw new Refused('not_found');
	return { union_id: null, person_id: personId };
}
