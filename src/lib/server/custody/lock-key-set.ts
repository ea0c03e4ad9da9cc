import type { Transaction } from '../database/transaction';

/**
 * Holds a set until the transaction ends; false if there is none. Whoever makes, clears or rehearses a sheet, or opens a
 * box with it, takes this lock first: what was rehearsed always belongs to the three keys that stand there.
 */
export async function lockKeySet(trx: Transaction, keySetId: string): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('key_set')
		.set((eb) => ({ shared: eb.ref('shared') }))
		.where('id', '=', keySetId)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}
