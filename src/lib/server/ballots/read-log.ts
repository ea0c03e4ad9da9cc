import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../database/open';
import type { LogTable } from '../database/schema/ballot';

const rowsPerTurn = 1000;

/** The log of a survey in slices, in its order. */
export async function* readLog(db: Database, surveyId: string): AsyncGenerator<LogTable[]> {
	for (let last = -1; ;) {
		const slice = await db
			.selectFrom('log')
			.selectAll()
			.where('survey_id', '=', surveyId)
			.where('seq', '>', last)
			.orderBy('seq')
			.limit(rowsPerTurn)
			.execute();
		if (slice.length > 0) yield slice;
		if (slice.length < rowsPerTurn) return;
		last = slice.at(-1)?.seq ?? last;
		await nextTurn();
	}
}
