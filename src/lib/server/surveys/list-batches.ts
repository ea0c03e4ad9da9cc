import type { Database } from '../database/open';
import type { CodeBatchTable } from '../database/schema/survey';

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

/** `reissues`: printings that made codes void while the survey was open, be it none; null once the box is opened. */
export function showBatches(
	batches: readonly Batch[],
	reissues: ReadonlySet<number> | null
): ShownBatch[] {
	return batches.map(({ voided_before, ...batch }) => ({
		...batch,
		voided: reissues?.has(batch.seq) ? 'unknown' : voided_before === 0 ? null : voided_before
	}));
}

/** Slips printed altogether, those made void since included. */
export function countPrinted(batches: readonly Pick<Batch, 'size'>[]): number {
	return batches.reduce((total, { size }) => total + size, 0);
}
