import { inflateRawSync } from 'node:zlib';
import { MAX_UNPACKED_BYTES } from './limits';
import { SheetFault } from './sheet-fault';

/** A part of a zip archive, as the directory at its end describes it; the sizes are claims. */
interface Entry {
	method: number;
	packed: number;
	unpacked: number;
	/** Where its local header begins. */
	offset: number;
}

const MAX_ENTRIES = 5_000;

/** A zip archive whose parts are unpacked one by one, never more than the limit in all, whatever its headers claim. */
export class ZipArchive {
	readonly #entries: Map<string, Entry>;
	#left = MAX_UNPACKED_BYTES;

	/** Refuses `sheet_bomb` by what the headers claim, `sheet_damaged`. */
	constructor(readonly bytes: Buffer) {
		this.#entries = readDirectory(bytes);
		const claimed = [...this.#entries.values()].reduce((sum, { unpacked }) => sum + unpacked, 0);
		if (claimed > MAX_UNPACKED_BYTES) throw new SheetFault('sheet_bomb');
	}

	has(name: string): boolean {
		return this.#entries.has(name);
	}

	/** A part's content; null if there is none. Refuses `sheet_bomb` by what comes out, `sheet_damaged`. */
	unpack(name: string): Buffer | null {
		const entry = this.#entries.get(name);
		if (!entry) return null;
		const content = unpackEntry(this.bytes, entry, this.#left);
		this.#left -= content.length;
		return content;
	}
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0 || end + 22 > bytes.length) throw new SheetFault('sheet_damaged');
	const entries = new Map<string, Entry>();
	let at = bytes.readUInt32LE(end + 16);
	const count = bytes.readUInt16LE(end + 10);
	if (count > MAX_ENTRIES) throw new SheetFault('sheet_bomb');
	for (let left = count; left > 0; left--) {
		if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
			throw new SheetFault('sheet_damaged');
		const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
		entries.set(bytes.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/'), {
			method: bytes.readUInt16LE(at + 10),
			packed: bytes.readUInt32LE(at + 20),
			unpacked: bytes.readUInt32LE(at + 24),
			offset: bytes.readUInt32LE(at + 42)
		});
		at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return entries;
}

function unpackEntry(bytes: Buffer, { method, packed, offset }: Entry, left: number): Buffer {
	if (offset + 30 > bytes.length) throw new SheetFault('sheet_damaged');
	const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
	if (start + packed > bytes.length) throw new SheetFault('sheet_damaged');
	const content = bytes.subarray(start, start + packed);
	if (method === 0 && packed <= left) return content;
	if (method !== 8 || left === 0) throw new SheetFault(left > 0 ? 'sheet_damaged' : 'sheet_bomb');
	try {
		return inflateRawSync(content, { maxOutputLength: left });
	} catch (error) {
		const tooMuch = error instanceof RangeError;
		throw new SheetFault(tooMuch ? 'sheet_bomb' : 'sheet_damaged');
	}
}
