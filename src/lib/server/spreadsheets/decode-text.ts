import { SheetFault } from './sheet-fault';

/**
 * The text of a .csv file: UTF-16 where its first bytes say so, else UTF-8 if it is valid to the last byte, else GB18030,
 * in which Excel in China saves. No text in GB18030 with Chinese in it is valid UTF-8 by chance for more than a few
 * characters. Refuses `sheet_encoding`.
 */
export function decodeText(bytes: Buffer): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		return decode(bytes, 'gb18030');
	}
}

function decode(bytes: Buffer, encoding: string): string {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw new SheetFault('sheet_encoding');
	}
}
