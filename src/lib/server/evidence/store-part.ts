import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { MAX_FILE_BYTES, PART_BYTES } from '$lib/domain/evidence-limit';
import { findCriterion } from '$lib/domain/rubric';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '../app';
import type { SheetKey } from '../assessments/sheet-key';
import { Refused } from '../refusals';
import { arrivedBytes, incomingPath, sweepIncoming } from './evidence-store';
import { keepEvidence } from './keep-evidence';

/** What a file is evidence of, and who sends it. */
export interface Belonging {
	criterionId: string;
	kind: ScoreKind;
	/** Account. */
	by: string;
}

/** Some bytes of a file, in order. */
export interface Part {
	/** Chosen by whoever sends it: 32 hex digits, the same for all parts. */
	upload: string;
	name: string;
	/** Of the whole file. */
	size: number;
	/** Where this part begins. */
	offset: number;
	bytes: Uint8Array;
}

/** `offset` is what has arrived so far: where to go on. */
export interface PartAnswer {
	stored: boolean;
	offset: number;
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
	check(part);
	if (!findCriterion(key.rubric, belonging.criterionId)) throw new Refused('not_found');
	const id = fileId(key, belonging, part.upload);
	if (await isKept(app, id)) return { stored: true, offset: part.size };
	const path = incomingPath(app.config, id);
	if (part.offset === 0) await sweepIncoming(app.config, app.clock.now());
	const arrived = await arrivedBytes(path);
	if (arrived !== part.offset) return { stored: false, offset: arrived };
	await writeAt(path, part);
	const offset = part.offset + part.bytes.length;
	if (offset < part.size) return { stored: false, offset };
	await keepEvidence(app, key, belonging, { id, path, name: part.name });
	return { stored: true, offset };
}

function check({ upload, size, offset, bytes }: Part): void {
	if (size > MAX_FILE_BYTES) throw new Refused('file_too_large');
	const sound =
		Number.isSafeInteger(size) && Number.isSafeInteger(offset) && size > 0 && offset >= 0;
	const fits = bytes.length > 0 && bytes.length <= PART_BYTES && offset + bytes.length <= size;
	if (!sound || !fits || !/^[0-9a-f]{32}$/.test(upload)) throw new Refused('bad_upload');
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

async function writeAt(path: string, { offset, bytes }: Part): Promise<void> {
	const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
	try {
		await file.write(bytes, 0, bytes.length, offset);
		await file.sync();
	} finally {
		await file.close();
	}
}
