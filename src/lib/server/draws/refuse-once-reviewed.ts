import type { DrawPurpose } from '$lib/domain/sampling/purpose';
import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';

export interface DrawMatter {
	unionId: string;
	year: number;
	purpose: DrawPurpose;
}

/**
 * Refuses `draw_reviewed` for a sample of rates once the union's application of the year is under review or decided: then
 * the rates are known, and another sample would be a choice among results. Holds the application until the transaction
 * ends, so that review cannot begin meanwhile.
 */
export async function refuseOnceReviewed(
	trx: Transaction,
	{ unionId, year, purpose }: DrawMatter
): Promise<void> {
	if (purpose !== 'member_rates') return;
	const held = await trx
		.updateTable('application')
		.set((eb) => ({ state: eb.ref('state') }))
		.where('union_id', '=', unionId)
		.where('year', '=', year)
		.returning('state')
		.execute();
	if (held.some(({ state }) => state === 'under_review' || state === 'decided'))
		throw new Refused('draw_reviewed');
}
