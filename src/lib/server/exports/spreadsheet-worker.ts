import { parentPort, workerData } from 'node:worker_threads';
import { writeList, type ListHead, type ListValue } from './list-sheet';

/** Makes one list's workbook in a thread of its own: rows come in slices, `null` ends them, the file goes back. */
const rows: ListValue[][] = [];

parentPort?.on('message', (slice: ListValue[][] | null) => {
	if (slice) rows.push(...slice);
	else void finish();
});

async function finish(): Promise<void> {
	const file = await writeList(workerData as ListHead, rows);
	const bytes = new Uint8Array(file);
	parentPort?.postMessage(bytes, [bytes.buffer]);
	parentPort?.close();
}
