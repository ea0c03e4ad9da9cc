import { receiptNumber } from '../ballots/receipt-number';
import { readLog } from '../ballots/read-log';
import type { Database } from '../database/open';

/** The receipt numbers of all ballots of a shut box, in their own order: it says nothing of who came when. */
export async function readReceiptNumbers(db: Database, surveyId: string): Promise<string[]> {
	const numbers: string[] = [];
	for await (const slice of readLog(db, surveyId)) {
		for (const { type, payload } of slice)
			if (type === 'ballot') numbers.push(receiptNumber(payload.subarray(0, 10)));
	}
	return numbers.sort();
}
