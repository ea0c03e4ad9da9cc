import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import type { App } from '../app';
import { checkPart, receivePart, type Part, type PartAnswer } from '../evidence/receive-part';
import { stageImport, type Upload } from './stage-import';

/**
 * Takes the next part of a spreadsheet; the last one stages it, and the answer has the import's id. A part that was sent
 * before, or too early, is not written; the answer says where to go on. Refuses `bad_upload`, `file_too_large` and what
 * `stageImport` does.
 */
export async function receiveUpload(
	app: App,
	upload: Omit<Upload, 'bytes' | 'fileName'>,
	part: Part
): Promise<PartAnswer & { id?: string }> {
	checkPart(part);
	const { whole, offset } = await receivePart(app, fileId(upload, part.upload), part);
	if (whole === null) return { stored: false, offset };
	try {
		const bytes = await readFile(whole);
		const id = await stageImport(app, { ...upload, fileName: part.name, bytes });
		return { stored: true, offset, id };
	} finally {
		await rm(whole, { force: true });
	}
}

/** Nobody meets another's upload, whatever number they choose. */
function fileId({ noun, unionId, by }: Omit<Upload, 'bytes' | 'fileName'>, upload: string): string {
	const whose = ['import', noun, unionId, by, upload].join('|');
	return createHash('sha256').update(whose).digest('hex').slice(0, 32);
}
