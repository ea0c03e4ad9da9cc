import {
	growHead,
	noLog,
	packFrontier,
	unpackFrontier,
	type LogHead
} from '$lib/domain/verify/log-head';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import { readLog } from './read-log';

/** The head of a log that stands still (the box is locked, or shut), which has `size` entries and `ballots` of them. */
export async function readHead(
	db: Database,
	surveyId: string,
	{ size, ballots }: { size: number; ballots: number }
): Promise<LogHead> {
	const row = await db
		.selectFrom('log_head')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
	if (!row) return replayHead(db, surveyId);
	return {
		...{ size, ballots, frontier: unpackFrontier(row.frontier) },
		mark: { size: row.mark_size, frontier: unpackFrontier(row.mark_frontier) }
	};
}

/** For a log that was begun before heads were kept, and for an empty one. */
async function replayHead(db: Database, surveyId: string): Promise<LogHead> {
	let head = noLog;
	for await (const slice of readLog(db, surveyId)) {
		for (const { type, payload } of slice) head = growHead(head, type, payload);
	}
	return head;
}

export async function writeHead(trx: Transaction, surveyId: string, head: LogHead): Promise<void> {
	const row = {
		frontier: Buffer.from(packFrontier(head.frontier)),
		mark_size: head.mark.size,
		mark_frontier: Buffer.from(packFrontier(head.mark.frontier))
	};
	await trx
		.insertInto('log_head')
		.values({ survey_id: surveyId, ...row })
		.onConflict((conflict) => conflict.column('survey_id').doUpdateSet(row))
		.execute();
}
