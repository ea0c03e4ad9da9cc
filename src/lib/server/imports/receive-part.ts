import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { PART_BYTES } from '$lib/domain/evidence-limit';
import type { App } from '../app';
import { arrivedBytes, incomingPath, sweepIncoming } from '../evidence/evidence-store';
import { writeAt, type Part, type PartAnswer } from '../evidence/store-part';
import { Refused } from '../refusals';
import { MAX_FILE_BYTES } from '../spreadsheets/limits';
import { stageImport, type Upload } from './stage-import';

/**
 * Takes the next part of a spreadsheet; the last one stages it, and the answer has the import's id. A part that was sent
 * before, or too early, is not written; the answer says where to go on. Refuses `bad_upload` and what `stageImport` does.
 */
export async function receivePart(
	app: App,
	upload: Omit<Upload, 'bytes' | 'fileName'>,
	part: Part
): Promise<PartAnswer & { id?: string }> {
	check(part);
	const path = incomingPath(app.config, fileId(upload, part.upload));
	if (part.offset === 0) await sweepIncoming(app.config, app.clock.now());
	const arrived = await arrivedBytes(path);
	if (part.offset !== 0 && arrived !== part.offset) return { stored: false, offset: arrived };
	await writeAt(path, part);
	const offset = part.offset + part.bytes.length;
	if (offset < part.size) return { stored: false, offset };
	try {
		const bytes = await readFile(path);
		const id = await stageImport(app, { ...upload, fileName: part.name, bytes });
		return { stored: true, offset, id };
	} finally {
		await rm(path, { force: true });
	}
}

function check({ upload, size, offset, bytes }: Part): void {
	if (size > MAX_FILE_BYTES) throw new Refused('sheet_too_large');
	const sound = Number.isSafeInteger(size) && Number.isSafeInteger(offset) && offset >= 0;
	const fits = bytes.length > 0 && bytes.length <= PART_BYTES && offset + bytes.length <= size;
	if (!sound || !fits || !/^[0-9a-f]{32}$/.test(upload)) throw new Refused('bad_upload');
}

/** Nobody meets another's upload, whatever number they choose. */
function fileId({ noun, unionId, by }: Omit<Upload, 'bytes' | 'fileName'>, upload: string): string {
	const whose = ['import', noun, unionId, by, upload].join('|');
	return createHash('sha256').update(whose).digest('hex').slice(0, 32);
}
