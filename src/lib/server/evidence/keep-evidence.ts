import { MAX_FILES_PER_CRITERION } from '$lib/domain/evidence-limit';
import type { App } from '../app';
import { ensureAssessment, type SheetKey } from '../assessments/sheet-key';
import { recordAudit } from '../audit/record-audit';
import type { EvidenceFileTable } from '../database/schema/sheet';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { holdForWriting } from '../rounds/hold-for-writing';
import { keepFile, type Arrived } from './keep-file';
import type { Belonging } from './store-part';

/**
 * Keeps a file that has arrived whole, if it is what evidence may be; otherwise it is deleted.
 * Refuses `file_type`, `too_many_files`, `sheet_locked`.
 */
export async function keepEvidence(
	app: App,
	key: SheetKey,
	belonging: Belonging,
	arrived: Arrived
): Promise<void> {
	await keepFile(app, arrived, (file) =>
		transaction(app.db, (trx) => insert(trx, app, key, { ...belonging, ...file }))
	);
}

type NewFile = Belonging & Pick<EvidenceFileTable, 'id' | 'name' | 'type' | 'size' | 'sha256'>;

async function insert(
	trx: Transaction,
	{ clock }: App,
	key: SheetKey,
	{ criterionId, kind, by, ...file }: NewFile
): Promise<void> {
	const { union, year, rubric } = key;
	await holdForWriting(trx, clock, { unionId: union.id, year, rubric: rubric.level }, kind);
	const assessmentId = await ensureAssessment(trx, clock, key);
	const { n } = await trx
		.selectFrom('evidence_file')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('assessment_id', '=', assessmentId)
		.where('criterion_id', '=', criterionId)
		.where('removed_at', 'is', null)
		.executeTakeFirstOrThrow();
	if (n >= MAX_FILES_PER_CRITERION) throw new Refused('too_many_files');
	const place = { assessment_id: assessmentId, criterion_id: criterionId, kind };
	const sent = { sent_by: by, sent_at: toInstant(clock.now()) };
	await trx
		.insertInto('evidence_file')
		.values({ ...file, ...place, ...sent, removed_by: null, removed_at: null })
		.execute();
	await recordAudit(trx, clock, {
		...{ userId: by, action: 'add_file', noun: 'assessment', nounId: assessmentId },
		detail: { unionId: union.id, year, criterionId, file: file.id, sha256: file.sha256 }
	});
}
