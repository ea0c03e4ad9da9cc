import { parseScore } from '$lib/domain/half-points';
import type { CellContent, CellName } from '$lib/domain/score-cell';
import type { Transaction } from '../database/transaction';
import { toFlag, type Instant } from '../database/values';

export interface CellWrite {
	assessmentId: string;
	name: CellName;
	content: CellContent;
	/** Whether the criterion is measured, so that a score in it goes against the figure. */
	measured: boolean;
	/** Account. */
	by: string;
	at: Instant;
}

/** Puts a checked content into a cell; an empty one takes away what was there. */
export async function writeCell(trx: Transaction, write: CellWrite): Promise<void> {
	if (write.name.field === 'score') await writeScore(trx, write);
	else await writeEntry(trx, write);
}

async function writeScore(
	trx: Transaction,
	{ assessmentId, name, content, measured, by, at }: CellWrite
): Promise<void> {
	const parsed = parseScore(content.value, 100);
	const halfPoints = 'halfPoints' in parsed ? parsed.halfPoints : null;
	if (halfPoints === null) {
		await trx
			.deleteFrom('score')
			.where('assessment_id', '=', assessmentId)
			.where('criterion_id', '=', name.criterionId)
			.where('kind', '=', name.kind)
			.execute();
		return;
	}
	const given = { half_points: halfPoints, note: content.note, overrides: toFlag(measured) };
	const score = { ...given, scored_by: by, scored_at: at };
	const place = { assessment_id: assessmentId, criterion_id: name.criterionId, kind: name.kind };
	await trx
		.insertInto('score')
		.values({ ...place, ...score })
		.onConflict((conflict) =>
			conflict.columns(['assessment_id', 'criterion_id', 'kind']).doUpdateSet(score)
		)
		.execute();
}

async function writeEntry(
	trx: Transaction,
	{ assessmentId, name, content, by, at }: CellWrite
): Promise<void> {
	const { criterionId, kind, field } = name;
	if (content.value === '') {
		await trx
			.deleteFrom('sheet_entry')
			.where('assessment_id', '=', assessmentId)
			.where('criterion_id', '=', criterionId)
			.where('kind', '=', kind)
			.where('field', '=', field)
			.execute();
		return;
	}
	const entry = { ...content, entered_by: by, entered_at: at };
	await trx
		.insertInto('sheet_entry')
		.values({ assessment_id: assessmentId, criterion_id: criterionId, kind, field, ...entry })
		.onConflict((conflict) =>
			conflict.columns(['assessment_id', 'criterion_id', 'kind', 'field']).doUpdateSet(entry)
		)
		.execute();
}
