import { hashText } from '$lib/domain/verify/results-check';
import { stateAuditHead } from '../audit/state-head';
import { appendLog } from '../ballots/append-log';
import type { Transaction } from '../database/transaction';
import { readResultLines } from './result-lines';
import { readSpentRoot } from './read-spent';

/** Commits the log to what counting has just stored; call it in that transaction. */
export async function logCount(trx: Transaction, surveyId: string, ballots: number): Promise<void> {
	const results = (await readResultLines(trx, surveyId)).map(({ subject, text }) => ({
		subject,
		hash: hashText(text)
	}));
	await appendLog(trx, surveyId, 'count', {
		...{ ballots, results },
		...(await readSpentRoot(trx, surveyId)),
		...(await stateAuditHead(trx))
	});
}
