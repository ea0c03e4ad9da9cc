import type { Transaction } from '../database/transaction';

/** Holds earlier figures until the transaction ends: what is decided on is what lay there, scans and all. */
export async function holdHistory(trx: Transaction, resultIds: readonly string[]): Promise<void> {
	// In one order, so that two who decide on many do not wait for each other.
	for (const id of resultIds.toSorted())
		await trx
			.updateTable('history')
			.set((eb) => ({ origin: eb.ref('origin') }))
			.where('result_id', '=', id)
			.execute();
}
