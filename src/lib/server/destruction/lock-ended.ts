import type { Transaction } from '../database/transaction';
import type { Ended } from './dispute-window';

/** Holds a survey whose dispute window may be running until the transaction ends; undefined if it is none. */
export async function lockEnded(trx: Transaction, surveyId: string): Promise<Ended | undefined> {
	return trx
		.updateTable('survey')
		.set((eb) => ({ state: eb.ref('state') }))
		.where('id', '=', surveyId)
		.where('state', 'in', ['counted', 'published', 'void'])
		.returning(['id', 'state', 'rules', 'counted_at', 'void_at'])
		.executeTakeFirst();
}
