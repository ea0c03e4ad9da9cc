import type { Transaction } from '../database/transaction';
import { stateTickets } from '../meetings/state-tickets';
import { appendLog } from './append-log';

/**
 * Shuts the box for good and says so in its log; call it in the transaction that closes the survey or makes it void.
 * Every ballot is either stored before it or refused. A box that is shut already only gets the entry of a void survey.
 */
export async function closeBox(
	trx: Transaction,
	surveyId: string,
	as: 'close' | 'void' = 'close'
): Promise<void> {
	const shut = await trx
		.updateTable('box')
		.set({ accepting: 0 })
		.where('survey_id', '=', surveyId)
		.where('accepting', '=', 1)
		.returning('ballots')
		.executeTakeFirst();
	if (!shut && as === 'close') return;
	const { ballots } =
		shut ??
		(await trx
			.selectFrom('box')
			.select('ballots')
			.where('survey_id', '=', surveyId)
			.executeTakeFirstOrThrow());
	await appendLog(trx, surveyId, as, { ballots, ...(await stateTickets(trx, surveyId)) });
}
