import { instantToShanghai } from '$lib/domain/clock-time';
import { toHex } from '$lib/domain/verify/bytes';
import { parseCheckpoint, writeCheckpoint, type Checkpoint } from '$lib/domain/verify/checkpoint';
import type { LogMark } from '$lib/domain/verify/log-head';
import { rootOf } from '$lib/domain/verify/merkle';
import type { App } from '../app';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import { toInstant, type Day } from '../database/values';

/** The checkpoints of a survey as they are stored, the smallest first. */
export function listNotes(
	db: Database,
	surveyId: string
): Promise<{ size: number; day: Day; note: string }[]> {
	return db
		.selectFrom('checkpoint')
		.select(['size', 'day', 'note'])
		.where('survey_id', '=', surveyId)
		.orderBy('size')
		.execute();
}

/** The checkpoints of a survey, the smallest first; what cannot be read as one is left to the verifier. */
export async function listCheckpoints(db: Database, surveyId: string): Promise<Checkpoint[]> {
	const notes = await listNotes(db, surveyId);
	return notes.flatMap(({ note }) => parseCheckpoint(surveyId, note) ?? []);
}

/** All of them, as a log entry names them: size and root. */
export async function statedCheckpoints(
	db: Database,
	surveyId: string
): Promise<{ checkpoints: [size: number, root: string][] }> {
	const checkpoints = await listCheckpoints(db, surveyId);
	return { checkpoints: checkpoints.map(({ size, root }) => [size, toHex(root)]) };
}

/** Signs the log as it was at `mark`; one that is there already stands. Throws SecretError. */
export async function makeCheckpoint(
	trx: Transaction,
	app: Pick<App, 'ballots' | 'clock'>,
	surveyId: string,
	{ size, frontier }: LogMark
): Promise<void> {
	const day = dayOf(app.clock);
	const key = app.ballots.logKeyOf(surveyId);
	const note = writeCheckpoint(surveyId, { size, root: rootOf(frontier), day }, key);
	await trx
		.insertInto('checkpoint')
		.values({ survey_id: surveyId, size, note, day })
		.onConflict((conflict) => conflict.columns(['survey_id', 'size']).doNothing())
		.execute();
}

/** The day in Asia/Shanghai. */
export function dayOf(clock: Clock): Day {
	return (instantToShanghai(toInstant(clock.now())) ?? '').slice(0, 10) as Day;
}
