import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import program from 'virtual:spreadsheet-worker';
import type { ListColumn, ListHead, ListValue } from './list-sheet';

export type { ListValue } from './list-sheet';

/** A column of a list of `R`. */
export interface Column<R> extends ListColumn {
	value: (row: R) => ListValue;
}

/** A list that is saved as a spreadsheet. */
export interface Spreadsheet<R> extends Omit<ListHead, 'columns'> {
	columns: readonly Column<R>[];
}

/** Slices of rows, so that no query and no step of the program is long. */
export type Slices<R> = AsyncIterable<readonly R[]> | Iterable<readonly R[]>;

/**
 * The list as an .xlsx file. Twenty thousand rows take about a second of computing, so it is done in another thread;
 * here is only as much work as one slice of rows takes.
 */
export async function writeSpreadsheet<R>(
	list: Spreadsheet<R>,
	slices: Slices<R>
): Promise<Buffer> {
	const { columns, ...rest } = list;
	const head: ListHead = {
		...rest,
		columns: columns.map(({ header, width, type }) => ({ header, width, type }))
	};
	const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
		workerData: head
	});
	try {
		// Rejects if the thread fails, at whatever moment.
		const answer = once(worker, 'message') as Promise<[Uint8Array]>;
		await Promise.race([send(worker, columns, slices), answer]);
		const [bytes] = await answer;
		return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	} finally {
		await worker.terminate();
	}
}

async function send<R>(
	worker: Worker,
	columns: readonly Column<R>[],
	slices: Slices<R>
): Promise<void> {
	for await (const slice of slices)
		worker.postMessage(slice.map((row) => columns.map(({ value }) => value(row))));
	worker.postMessage(null);
}
