import { readFile } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { evidenceTypes } from '$lib/domain/evidence-limit';

/**
 * What a file is by its content, if evidence may be that; null for everything else, and where its name says something
 * else. Nothing is unpacked.
 */
export async function detectType(path: string, name: string): Promise<string | null> {
	const found = await fileTypeFromFile(path);
	const type = found?.mime === 'application/x-cfb' ? await oldOffice(path) : found?.mime;
	if (type === undefined) return null;
	const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	return evidenceTypes[type]?.includes(ending) ? type : null;
}

/** Word and Excel before 2007 share a container; which it is stands in its directory, in UTF-16. */
async function oldOffice(path: string): Promise<string | undefined> {
	const content = await readFile(path);
	const holds = (entry: string) => content.includes(Buffer.from(`${entry}\0`, 'utf16le'));
	if (holds('WordDocument')) return 'application/msword';
	return holds('Workbook') || holds('Book') ? 'application/vnd.ms-excel' : undefined;
}
