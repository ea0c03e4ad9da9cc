import { detectKind } from './file-kind';
import { MAX_FILE_BYTES } from './limits';
import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import { shapeSheet } from './shape-sheet';
import type { Sheet } from './sheet';
import { SheetFault } from './sheet-fault';

/** Reads a file where it is called; the server calls it in a thread (`readSheet`). Throws `SheetFault`. */
export async function parseFile(bytes: Buffer): Promise<Sheet> {
	if (bytes.length > MAX_FILE_BYTES) throw new SheetFault('sheet_too_large');
	const raw = detectKind(bytes) === 'xlsx' ? await readXlsx(bytes) : readCsv(bytes);
	return shapeSheet(raw);
}
