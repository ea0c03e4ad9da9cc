import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { appendLog } from './append-log';
import { dayOf } from './checkpoints';
import { readCodeRoom } from './code-room';
import { readCodesRoot } from './codes-root';
import { lockBox } from './lock-box';
import { inSlices } from './slices';
import { voidUnusedCodes } from './void-codes';

export interface CodeBatch {
	surveyId: string;
	/** Sorted. */
	macs: Buffer[];
	voidUnused: boolean;
	batchesBefore?: number;
	by: string;
}

const rowsPerStatement = 2000;

/** Stores a batch of codes, or refuses `wrong_state`, `too_many_codes` or `slips_printed_already` and leaves everything as it was. */
export async function storeCodes(trx: Transaction, clock: Clock, batch: CodeBatch): Promise<void> {
	const { surveyId, macs } = batch;
	const survey = await lockSurvey(trx, clock, surveyId);
	const before = await lastBatch(trx, surveyId);
	if (before !== (batch.batchesBefore ?? before)) throw new Refused('slips_printed_already');
	const room = await readCodeRoom(trx, { ...survey, id: surveyId });
	if (macs.length > (batch.voidUnused ? room.again : room.more))
		throw new Refused('too_many_codes');
	const voided = batch.voidUnused ? await voidUnusedCodes(trx, surveyId) : 0;
	const issued = survey.issued - voided + macs.length;
	for (const slice of inSlices(macs, rowsPerStatement)) {
		const rows = slice.map((mac) => ({ survey_id: surveyId, mac }));
		await trx.insertInto('code').values(rows).execute();
	}
	await trx.updateTable('survey').set({ issued }).where('id', '=', surveyId).execute();
	const seq = before + 1;
	await insertBatch(trx, clock, batch, { seq, voided });
	const detail = { batch: seq, size: macs.length, voided, issued };
	if (survey.state === 'open') {
		const kind = { reissue: batch.voidUnused };
		const root = await readCodesRoot(trx, surveyId);
		await appendLog(trx, surveyId, 'batch', { ...detail, ...kind, ...root });
	}
	await recordAudit(trx, clock, {
		...{ userId: batch.by, action: 'issue', noun: 'survey', nounId: surveyId },
		detail
	});
}

/** Holds the survey, and the box of an open one, so that the count of issued codes and the box stand still. */
async function lockSurvey(
	trx: Transaction,
	clock: Clock,
	surveyId: string
): Promise<Pick<Survey, 'state' | 'issued' | 'eligible'>> {
	const survey = await trx
		.updateTable('survey')
		.set((eb) => ({ issued: eb.ref('issued') }))
		.where('id', '=', surveyId)
		.where('mode', '=', 'slip')
		.where('state', 'in', ['draft', 'open'])
		.where('closes_at', '>', toInstant(clock.now()))
		.returning(['state', 'issued', 'eligible'])
		.executeTakeFirst();
	if (!survey) throw new Refused('wrong_state');
	if (survey.state === 'open' && !(await lockBox(trx, surveyId))) throw new Refused('wrong_state');
	return survey;
}

/** Sequence number of the latest batch, 0 before the first. The survey is held, so it stands still. */
async function lastBatch(trx: Transaction, surveyId: string): Promise<number> {
	const { last } = await trx
		.selectFrom('code_batch')
		.select((eb) => eb.fn.max('seq').as('last'))
		.where('survey_id', '=', surveyId)
		.executeTakeFirstOrThrow();
	return last ?? 0;
}

async function insertBatch(
	trx: Transaction,
	clock: Clock,
	{ surveyId, macs, by }: CodeBatch,
	{ seq, voided }: { seq: number; voided: number }
): Promise<void> {
	const row = { survey_id: surveyId, seq, size: macs.length, voided_before: voided, issued_by: by };
	await trx
		.insertInto('code_batch')
		.values({ ...row, day: dayOf(clock) })
		.execute();
}
