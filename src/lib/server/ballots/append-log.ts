import type { LogTable } from '../database/schema/ballot';
import type { Transaction } from '../database/transaction';
import { canonicalJson } from '../rubrics/fingerprint';

/** Adds one entry that is not a ballot to the log of a survey: canonical JSON of `payload`. */
export async function appendLog(
	trx: Transaction,
	surveyId: string,
	type: Exclude<LogTable['type'], 'ballot'>,
	payload: Record<string, unknown>
): Promise<void> {
	const { log_size: size } = await trx
		.updateTable('box')
		.set((eb) => ({ log_size: eb('log_size', '+', 1) }))
		.where('survey_id', '=', surveyId)
		.returning('log_size')
		.executeTakeFirstOrThrow();
	const entry = Buffer.from(canonicalJson(payload));
	await trx
		.insertInto('log')
		.values({ survey_id: surveyId, seq: size - 1, type, payload: entry })
		.execute();
}
