import { parentPort, workerData } from 'node:worker_threads';
import { parseFile } from './parse-file';
import type { Sheet, SheetRow } from './sheet';
import { SheetFault } from './sheet-fault';

/** What the thread sends: the table without its rows, the rows in slices, an end; or why there is none. */
export type Message =
	| { kind: 'head'; head: Omit<Sheet, 'rows'> }
	| { kind: 'rows'; rows: SheetRow[] }
	| { kind: 'end' }
	| { kind: 'fault'; code: SheetFault['code']; about: string }
	| { kind: 'broken'; message: string };

const SLICE = 500;
const send = (message: Message) => parentPort?.postMessage(message);

async function run(): Promise<void> {
	const { rows, ...head } = await parseFile(Buffer.from(workerData as Uint8Array));
	send({ kind: 'head', head });
	for (let at = 0; at < rows.length; at += SLICE)
		send({ kind: 'rows', rows: rows.slice(at, at + SLICE) });
	send({ kind: 'end' });
}

run().catch((error: unknown) => {
	if (error instanceof SheetFault)
		return send({ kind: 'fault', code: error.code, about: error.about });
	// Thrown on, its stack would name the whole program as its address.
	send({ kind: 'broken', message: String(error) });
});
