import type { Transaction } from '../database/transaction';

/**
 * Holds the box of an open survey until the transaction ends; false if it accepts nothing (any more). Whoever writes
 * below a box takes this lock first, so that ballots, voided codes and closing follow each other and never deadlock.
 */
export async function lockBox(trx: Transaction, surveyId: string): Promise<boolean> {
	const open = trx
		.selectFrom('survey')
		.select('id')
		.where('id', '=', surveyId)
		.where('state', '=', 'open');
	const locked = await trx
		.updateTable('box')
		.set({ accepting: 1 })
		.where('survey_id', '=', surveyId)
		.where('accepting', '=', 1)
		.where((eb) => eb.exists(open))
		.returning('survey_id')
		.executeTakeFirst();
	return locked !== undefined;
}
