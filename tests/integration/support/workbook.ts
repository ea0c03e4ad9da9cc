import { inflateRawSync } from 'node:zlib';
import readFile, { type SheetData } from 'read-excel-file/node';

/** The sheets of an .xlsx file by name, as another library reads them. */
export async function readWorkbook(file: Buffer): Promise<Record<string, SheetData>> {
	const sheets = await readFile(file);
	return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]));
}

/** A part of an office file as text, such as `xl/workbook.xml`. */
export function readPart(file: Buffer, part: string): string {
	const bytes = unzip(file).get(part);
	if (!bytes) throw new Error(`no ${part} in the file`);
	return bytes.toString('utf8');
}

/** The parts of an office file by name: an office file is a zip archive. */
export function unzip(file: Buffer): Map<string, Buffer> {
	const end = file.lastIndexOf(Buffer.from('PK\x05\x06'));
	let at = file.readUInt32LE(end + 16);
	const parts = new Map<string, Buffer>();
	for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
		const [nameLength, extra, comment] = [28, 30, 32].map((offset) =>
			file.readUInt16LE(at + offset)
		);
		const nameEnd = at + 46 + (nameLength ?? 0);
		parts.set(file.toString('utf8', at + 46, nameEnd), unpack(file, at));
		at = nameEnd + (extra ?? 0) + (comment ?? 0);
	}
	return parts;
}

/** What the entry of the directory at `at` points to. */
function unpack(file: Buffer, at: number): Buffer {
	const [method, size, start] = [
		file.readUInt16LE(at + 10),
		file.readUInt32LE(at + 20),
		file.readUInt32LE(at + 42)
	];
	const body = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
	const packed = file.subarray(body, body + size);
	return method === 0 ? packed : inflateRawSync(packed);
}

/** The body of a response as a file. */
export async function fileOf(response: Response): Promise<Buffer> {
	return Buffer.from(await response.arrayBuffer());
}
