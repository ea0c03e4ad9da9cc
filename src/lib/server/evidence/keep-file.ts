import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { App } from '../app';
import { Refused } from '../refusals';
import { detectType } from './detect-type';
import { evidencePath } from './evidence-store';
import { plainFileName } from './file-name';

export interface Arrived {
	id: string;
	/** Where the whole file lies for now. */
	path: string;
	name: string;
}

/** What is known of a file by its content. */
export interface KeptFile {
	id: string;
	name: string;
	/** MIME type by its content. */
	type: string;
	/** bytes */
	size: number;
	/** Hex. */
	sha256: string;
}

/**
 * Moves a file that has arrived whole to the kept ones and has its row written; where either fails, or it is not what
 * evidence may be, its content is deleted. Refuses `file_type` and whatever `insert` refuses.
 */
export async function keepFile(
	{ config }: Pick<App, 'config'>,
	{ id, path, name: given }: Arrived,
	insert: (file: KeptFile) => Promise<void>
): Promise<void> {
	const place = evidencePath(config, id);
	const name = plainFileName(given);
	try {
		const type = await detectType(path, name);
		if (type === null) throw new Refused('file_type');
		const content = { type, size: (await stat(path)).size, sha256: await hashOf(path) };
		await rename(path, place);
		await insert({ id, name, ...content });
	} catch (error) {
		await Promise.all([rm(path, { force: true }), rm(place, { force: true })]);
		throw error;
	}
}

async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}
