import { rm } from 'node:fs/promises';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '../app';
import { findAssessment, type SheetKey } from '../assessments/sheet-key';
import { recordAudit } from '../audit/record-audit';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant, type Instant } from '../database/values';
import { Refused } from '../refusals';
import { holdForWriting } from '../rounds/hold-for-writing';
import { evidencePath } from './evidence-store';

/**
 * Takes a file away: whoever sent it, until it has been handed in with 自查 (or decided upon, for one of 考评). Its row
 * stays and says who and when. Refuses `not_found`, `not_own_file`, `file_handed_in`, `sheet_locked`.
 */
export async function removeEvidence(
	app: App,
	key: SheetKey,
	{ fileId, kind, by }: { fileId: string; kind: ScoreKind; by: string }
): Promise<void> {
	const { clock } = app;
	const { union, year, rubric } = key;
	await transaction(app.db, async (trx) => {
		const held = { unionId: union.id, year, rubric: rubric.level };
		const { applicationId } = await holdForWriting(trx, clock, held, kind);
		const assessmentId = await findAssessment(trx, key);
		const file = await trx
			.selectFrom('evidence_file')
			.selectAll()
			.where('id', '=', fileId)
			.where('assessment_id', '=', assessmentId ?? '')
			.where('kind', '=', kind)
			.where('removed_at', 'is', null)
			.executeTakeFirst();
		if (!file) throw new Refused('not_found');
		if (file.sent_by !== by) throw new Refused('not_own_file');
		const handedIn = await lastHandedIn(trx, applicationId, kind);
		if (handedIn !== null && file.sent_at <= handedIn) throw new Refused('file_handed_in');
		await trx
			.updateTable('evidence_file')
			.set({ removed_by: by, removed_at: toInstant(clock.now()) })
			.where('id', '=', fileId)
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'remove_file', noun: 'assessment', nounId: file.assessment_id },
			detail: {
				...{ unionId: union.id, year, criterionId: file.criterion_id },
				...{ file: fileId, name: file.name, sha256: file.sha256 }
			}
		});
	});
	await rm(evidencePath(app.config, fileId), { force: true });
}

/** When a sheet was last handed in (or decided); null: never. */
export async function lastHandedIn(
	db: Database,
	applicationId: string,
	kind: ScoreKind
): Promise<Instant | null> {
	const event = await db
		.selectFrom('application_event')
		.select('at')
		.where('application_id', '=', applicationId)
		.where('act', '=', kind === 'self' ? 'submit' : 'decide')
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return event?.at ?? null;
}
