import { Worker } from 'node:worker_threads';
import program from 'virtual:spreadsheet-reader';
import { Refused } from '../refusals';
import { createGate } from './gate';
import { MAX_FILE_BYTES, THREAD_MEGABYTES, THREAD_MS, THREADS } from './limits';
import type { Message } from './read-worker';
import type { Sheet } from './sheet';

export type { MergedArea, Sheet, SheetRow } from './sheet';

/**
 * The table of an .xlsx or .csv file, by its content and not by its name; `fileName` is only named in refusals. It is read
 * in a thread with a limit of memory and time, so that the server goes on answering whatever the file is.
 * Refuses `sheet_…`: too large, a bomb, no table, an old or locked file, a web page, damaged, too many rows or columns,
 * a cell that is too long or an error, an encoding, quotation marks.
 */
export async function readSheet(bytes: Uint8Array, fileName: string): Promise<Sheet> {
	if (bytes.length > MAX_FILE_BYTES) throw new Refused('sheet_too_large', fileName);
	return gate(() => readInThread(bytes));
}

const gate = createGate(THREADS);

async function readInThread(bytes: Uint8Array): Promise<Sheet> {
	const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
		workerData: bytes,
		resourceLimits: { maxOldGenerationSizeMb: THREAD_MEGABYTES, maxYoungGenerationSizeMb: 64 }
	});
	const tooSlow = setTimeout(() => void worker.terminate(), THREAD_MS);
	try {
		return await collect(worker);
	} finally {
		clearTimeout(tooSlow);
		await worker.terminate();
	}
}

function collect(worker: Worker): Promise<Sheet> {
	let sheet: Sheet = { header: [], rows: [], merged: [] };
	return new Promise((resolve, reject) => {
		worker.on('message', (message: Message) => {
			if (message.kind === 'head') sheet = { ...message.head, rows: [] };
			else if (message.kind === 'rows') sheet.rows.push(...message.rows);
			else if (message.kind === 'end') resolve(sheet);
			else if (message.kind === 'fault') reject(new Refused(message.code, message.about));
			else reject(new Error(`reading a spreadsheet: ${message.message}`));
		});
		worker.on('error', (error: unknown) => reject(isOutOfMemory(error) ? tooMuch() : error));
		worker.on('exit', () => reject(tooMuch()));
	});
}

const tooMuch = () => new Refused('sheet_bomb');

function isOutOfMemory(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
