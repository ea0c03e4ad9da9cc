import { canonicalJson } from '$lib/domain/canonical-json';
import { growHead } from '$lib/domain/verify/log-head';
import type { LogTable } from '../database/schema/ballot';
import type { Transaction } from '../database/transaction';
import { statedCheckpoints } from './checkpoints';
import { readHead, writeHead } from './log-head';

export type LogEntry = Pick<LogTable, 'type' | 'payload'>;

/**
 * Adds one entry that is not a ballot to the log of a survey: canonical JSON of `payload` and of the checkpoints there
 * are, so that none of them can disappear.
 */
export async function appendLog(
	trx: Transaction,
	surveyId: string,
	type: Exclude<LogTable['type'], 'ballot'>,
	payload: Record<string, unknown>
): Promise<void> {
	const checkpoints = type === 'open' ? {} : await statedCheckpoints(trx, surveyId);
	const entry = Buffer.from(canonicalJson({ ...payload, ...checkpoints }));
	await extendLog(trx, surveyId, [{ type, payload: entry }]);
}

/** Adds entries and moves the head; returns the number of the first one. Holds the box until the transaction ends. */
export async function extendLog(
	trx: Transaction,
	surveyId: string,
	entries: readonly LogEntry[]
): Promise<number> {
	const ballots = entries.filter(({ type }) => type === 'ballot').length;
	const box = await trx
		.updateTable('box')
		.set((eb) => ({
			ballots: eb('ballots', '+', ballots),
			log_size: eb('log_size', '+', entries.length)
		}))
		.where('survey_id', '=', surveyId)
		.returning(['ballots', 'log_size'])
		.executeTakeFirstOrThrow();
	const first = box.log_size - entries.length;
	const before = { size: first, ballots: box.ballots - ballots };
	const head = entries.reduce(
		(grown, { type, payload }) => growHead(grown, type, payload),
		await readHead(trx, surveyId, before)
	);
	await writeHead(trx, surveyId, head);
	const rows = entries.map((entry, index) => ({
		...entry,
		survey_id: surveyId,
		seq: first + index
	}));
	await trx.insertInto('log').values(rows).execute();
	return first;
}
