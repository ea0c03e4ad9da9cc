import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../app';

type Place = Pick<Config, 'dataDir'>;

/** The folder of evidence files; each is called by its id, whatever it was called where it came from. */
export function evidenceFolder({ dataDir }: Place): string {
	return join(dataDir, 'evidence');
}

const ID = /^[0-9a-f]{32}$/;

/** Where the content of a file lies. Throws RangeError for anything that is no id. */
export function evidencePath(place: Place, id: string): string {
	if (!ID.test(id)) throw new RangeError('not the id of a file');
	return join(evidenceFolder(place), id);
}

/** Where a file lies while its parts arrive. */
export function incomingPath(place: Place, id: string): string {
	if (!ID.test(id)) throw new RangeError('not the id of a file');
	const folder = join(evidenceFolder(place), 'incoming');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	return join(folder, id);
}

/** Bytes that have arrived of a file. */
export async function arrivedBytes(path: string): Promise<number> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (isMissing(error)) return 0;
		throw error;
	}
}

export function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Deletes what began to arrive and never ended. */
export async function sweepIncoming(place: Place, now: Date): Promise<void> {
	const folder = join(evidenceFolder(place), 'incoming');
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		const written = await stat(path).catch((error: unknown) => {
			// Another upload swept it, or it has just been completed.
			if (isMissing(error)) return null;
			throw error;
		});
		if (written && now.getTime() - written.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
	}
}
