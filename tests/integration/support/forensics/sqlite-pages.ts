/**
 * What a reader of SQLite's file format sees that SQL does not show: where on a page a row lies, and which pages one
 * commit wrote. Only what keyed tables (WITHOUT ROWID) of small rows need: index pages, record format, overflow chains.
 */
export type Value = number | string | Buffer | null;

export interface Cell {
	/** Offset within its page: on a page that was never rearranged, rows that came later lie further to the front. */
	offset: number;
	row: Value[];
}

export type Pages = (number: number) => Buffer;

const indexLeaf = 0x0a;
const indexInterior = 0x02;

/** The pages of a database file. */
export function pagesOf(file: Buffer): { size: number; count: number; page: Pages } {
	const size = file.readUInt16BE(16) === 1 ? 65536 : file.readUInt16BE(16);
	const page = (number: number) => file.subarray((number - 1) * size, number * size);
	return { size, count: file.length / size, page };
}

/** The rows of keyed tables on one page; none if it is another kind of page. */
export function cellsOf(page: Buffer, pages: Pages): Cell[] {
	const type = page[0];
	if (type !== indexLeaf && type !== indexInterior) return [];
	const header = type === indexLeaf ? 8 : 12;
	return Array.from({ length: page.readUInt16BE(3) }, (_, index) => {
		const offset = page.readUInt16BE(header + 2 * index);
		// A cell of an interior page begins with the number of its left child.
		const start = type === indexLeaf ? offset : offset + 4;
		return { offset, row: decodeRecord(readPayload(page, start, pages)) };
	});
}

function readPayload(page: Buffer, start: number, pages: Pages): Buffer {
	const [length, at] = varint(page, start);
	const usable = page.length;
	const most = Math.floor(((usable - 12) * 64) / 255) - 23;
	if (length <= most) return page.subarray(at, at + length);
	const least = Math.floor(((usable - 12) * 32) / 255) - 23;
	const wanted = least + ((length - least) % (usable - 4));
	const local = wanted <= most ? wanted : least;
	const parts = [page.subarray(at, at + local)];
	for (let next = page.readUInt32BE(at + local); next !== 0;) {
		const overflow = pages(next);
		parts.push(overflow.subarray(4));
		next = overflow.readUInt32BE(0);
	}
	return Buffer.concat(parts).subarray(0, length);
}

function decodeRecord(record: Buffer): Value[] {
	const [headerLength, first] = varint(record, 0);
	const values: Value[] = [];
	let body = headerLength;
	for (let at = first; at < headerLength;) {
		const [type, next] = varint(record, at);
		const [value, length] = decodeValue(record, body, type);
		values.push(value);
		body += length;
		at = next;
	}
	return values;
}

const integerLengths = [0, 1, 2, 3, 4, 6, 8];

function decodeValue(record: Buffer, at: number, type: number): [Value, number] {
	if (type === 0) return [null, 0];
	if (type === 8 || type === 9) return [type - 8, 0];
	if (type < 7) {
		const length = integerLengths[type] ?? 0;
		return [length <= 6 ? record.readIntBE(at, length) : Number(record.readBigInt64BE(at)), length];
	}
	if (type === 7) return [record.readDoubleBE(at), 8];
	const length = Math.floor((type - 12) / 2);
	const bytes = record.subarray(at, at + length);
	return [type % 2 === 0 ? bytes : bytes.toString('utf8'), length];
}

/** A big-endian number of seven bits per byte, and where it ends; none here is longer than eight bytes. */
function varint(bytes: Buffer, start: number): [number, number] {
	let value = 0;
	let at = start;
	for (;;) {
		const byte = bytes[at++] ?? 0;
		value = value * 128 + (byte & 0x7f);
		if (byte < 0x80) return [value, at];
	}
}

/** The commits of a write-ahead log, oldest first, each with the pages it wrote. */
export function* commitsOf(wal: Buffer): Generator<Map<number, Buffer>> {
	const size = wal.readUInt32BE(8);
	const salt = wal.subarray(16, 24);
	let written = new Map<number, Buffer>();
	for (let at = 32; at + 24 + size <= wal.length; at += 24 + size) {
		// Frames of an earlier round of the same file carry other salts.
		if (!wal.subarray(at + 8, at + 16).equals(salt)) return;
		written.set(wal.readUInt32BE(at), wal.subarray(at + 24, at + 24 + size));
		if (wal.readUInt32BE(at + 4) === 0) continue;
		yield written;
		written = new Map();
	}
}
