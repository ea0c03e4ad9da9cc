import { open } from 'node:fs/promises';
import { MAX_FILE_BYTES, PART_BYTES } from '$lib/domain/evidence-limit';
import type { App } from '../app';
import { Refused } from '../refusals';
import { arrivedBytes, incomingPath, sweepIncoming } from './evidence-store';

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

/** What has arrived of a file, and where it lies once it is whole. */
export interface Received {
	offset: number;
	whole: string | null;
}

/** Writes the next part of the file of this id; one that was sent before, or too early, is not written. */
export async function receivePart(
	{ config, clock }: Pick<App, 'config' | 'clock'>,
	id: string,
	part: Part
): Promise<Received> {
	const path = incomingPath(config, id);
	if (part.offset === 0) await sweepIncoming(config, clock.now());
	const arrived = await arrivedBytes(path);
	if (arrived !== part.offset) return { offset: arrived, whole: null };
	await writeAt(path, part);
	const offset = part.offset + part.bytes.length;
	return { offset, whole: offset < part.size ? null : path };
}

/** Refuses `bad_upload` and `file_too_large`. */
export function checkPart({ upload, size, offset, bytes }: Part): void {
	if (size > MAX_FILE_BYTES) throw new Refused('file_too_large');
	const sound =
		Number.isSafeInteger(size) && Number.isSafeInteger(offset) && size > 0 && offset >= 0;
	const fits = bytes.length > 0 && bytes.length <= PART_BYTES && offset + bytes.length <= size;
	if (!sound || !fits || !/^[0-9a-f]{32}$/.test(upload)) throw new Refused('bad_upload');
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
