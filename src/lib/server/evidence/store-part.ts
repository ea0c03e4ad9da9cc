import { createHash } from 'node:crypto';
import { findCriterion } from '$lib/domain/rubric';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '../app';
import type { SheetKey } from '../assessments/sheet-key';
import { Refused } from '../refusals';
import { keepEvidence } from './keep-evidence';
import { checkPart, receivePart, type Part, type PartAnswer } from './receive-part';

/** What a file is evidence of, and who sends it. */
export interface Belonging {
	criterionId: string;
	kind: ScoreKind;
	/** Account. */
	by: string;
}

/**
 * Takes the next part of a file and, with the last one, keeps the file. A part that was sent before, or too early, is not
 * written; the answer says where to go on. Refuses `bad_upload`, `file_too_large` and whatever `keepEvidence` refuses.
 */
export async function storePart(
	app: App,
	key: SheetKey,
	belonging: Belonging,
	part: Part
): Promise<PartAnswer> {
	checkPart(part);
	if (!findCriterion(key.rubric, belonging.criterionId)) throw new Refused('not_found');
	const id = fileId(key, belonging, part.upload);
	if (await isKept(app, id)) return { stored: true, offset: part.size };
	const { whole, offset } = await receivePart(app, id, part);
	if (whole === null) return { stored: false, offset };
	await keepEvidence(app, key, belonging, { id, path: whole, name: part.name });
	return { stored: true, offset };
}

/** Nobody meets another's upload, whatever number they choose. */
function fileId({ union, year }: SheetKey, { criterionId, kind, by }: Belonging, upload: string) {
	const whose = [union.id, year, criterionId, kind, by, upload].join('|');
	return createHash('sha256').update(whose).digest('hex').slice(0, 32);
}

async function isKept({ db }: App, id: string): Promise<boolean> {
	const row = await db
		.selectFrom('evidence_file')
		.select('id')
		.where('id', '=', id)
		.executeTakeFirst();
	return row !== undefined;
}
