import type { Database } from '../database/open';
import type { CodeBatchTable, Survey } from '../database/schema/survey';

/** A printing of codes, with who asked for it. */
export interface Batch extends Pick<CodeBatchTable, 'seq' | 'size' | 'voided_before' | 'day'> {
	by: string;
}

/** Every printing of codes for a survey, the first one first. */
export function listBatches(db: Database, surveyId: string): Promise<Batch[]> {
	return db
		.selectFrom('code_batch')
		.innerJoin('user', 'user.id', 'code_batch.issued_by')
		.select(['seq', 'size', 'voided_before', 'day', 'user.name as by'])
		.where('survey_id', '=', surveyId)
		.orderBy('seq')
		.execute();
}

/** A batch as it may be shown: before the box is opened, how many codes became void would tell how many were used. */
export interface ShownBatch extends Omit<Batch, 'voided_before'> {
	voided: number | 'unknown' | null;
}

export function showBatches(batches: readonly Batch[], counted: boolean): ShownBatch[] {
	return batches.map(({ voided_before, ...batch }) => ({
		...batch,
		voided: voided_before === 0 ? null : counted ? voided_before : 'unknown'
	}));
}

/** What staff may know of the codes before the box is opened. */
export interface PrintedCodes {
	batches: number;
	/** Slips printed altogether, those made void since included. */
	printed: number;
	/** How many more codes may be printed at least; what is exact would tell how many ballots there are. */
	left: number;
	/** Surely not one more. */
	full: boolean;
	/** The same, if all unused codes become void first. */
	leftAfterVoid: number;
}

/** `returned`: 收回 rounded down to tens, as it may be shown. */
export function countPrinted(
	survey: Pick<Survey, 'eligible' | 'state'>,
	batches: readonly Pick<Batch, 'size' | 'voided_before'>[],
	returned: number
): PrintedCodes {
	const sum = (list: readonly Pick<Batch, 'size'>[]) =>
		list.reduce((total, { size }) => total + size, 0);
	const lastVoid = batches.findLastIndex(({ voided_before }) => voided_before > 0);
	const sinceVoid = batches.slice(Math.max(0, lastVoid));
	const used = survey.state === 'open' ? returned + 10 : 0;
	const valid = sum(sinceVoid) + (lastVoid > 0 ? used : 0);
	const left = Math.max(0, survey.eligible - valid);
	return {
		batches: batches.length,
		printed: sum(batches),
		left,
		full: lastVoid < 0 && left === 0,
		leftAfterVoid: Math.max(0, survey.eligible - used)
	};
}
