import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { readMeeting } from '../meetings/read-meeting';
import { readPaperAccount } from '../paper/read-paper';
import { listBatches } from '../surveys/list-batches';
import { readSigned } from './flags';
import { countLeftovers } from './leftovers';

/** Slips printed, but for those a re-issue made void: told after counting only, for before it tells how many were used. */
export async function countPrintedSlips(db: Database, surveyId: string): Promise<number> {
	const batches = await listBatches(db, surveyId);
	return batches.reduce((sum, { size, voided_before }) => sum + size - voided_before, 0);
}

/** The account as the page and the protocol show it. Before counting `printed` and `leftoverUsed` are null. */
export async function readReconciliation(
	db: Database,
	survey: Pick<Survey, 'id' | 'mode' | 'issued' | 'state'>,
	counted: boolean
) {
	const surveyId = survey.id;
	const leftover = await countLeftovers(db, surveyId);
	const paper = await readPaperAccount(db, surveyId);
	const signed = await readSigned(db, surveyId);
	const confirmed = paper && paper.confirmed_by !== null ? paper : null;
	return {
		printed: signed?.printed ?? (counted ? await countPrintedSlips(db, surveyId) : null),
		leftover: signed?.leftover_voided ?? leftover.all,
		leftoverUsed: signed?.leftover_used ?? (counted ? leftover.used : null),
		signed: signed ? signedOf(signed) : null,
		paper: confirmed && accountOf(confirmed),
		/** Attendance and tickets; null in any other mode. */
		meeting: survey.mode === 'meeting' ? await readMeeting(db, survey) : null
	};
}

export type ReconciliationView = Awaited<ReturnType<typeof readReconciliation>>;

function signedOf(row: NonNullable<Awaited<ReturnType<typeof readSigned>>>) {
	const { handed_out: handedOut, spoiled, witness_a, witness_b, day } = row;
	return { handedOut, spoiled, witnesses: [witness_a, witness_b] as const, day };
}

function accountOf(row: NonNullable<Awaited<ReturnType<typeof readPaperAccount>>>) {
	const { printed, handed_out: handedOut, leftover, spoiled, returned } = row;
	return { printed, handedOut, leftover, spoiled, returned };
}
