import { SheetFault } from './sheet-fault';

const startsWith = (bytes: Buffer, ...signature: number[]) =>
	signature.every((byte, index) => bytes[index] === byte);

/** What a file is by its content, whatever it is called. Refuses what is no table, each with what to do. */
export function detectKind(bytes: Buffer): 'xlsx' | 'text' {
	if (bytes.length === 0) throw new SheetFault('sheet_empty');
	if (startsWith(bytes, 0x50, 0x4b)) return 'xlsx';
	if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new SheetFault(oldOrLocked(bytes));
	if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw new SheetFault('sheet_not_table');
	if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return 'text';
	if (bytes.includes(0)) throw new SheetFault('sheet_not_table');
	// Systems that "export to Excel" often write a web page and call it .xls.
	const head = bytes.toString('latin1', 0, 1000).replace(/^ï»¿/, '').trimStart();
	if (/^<(\?xml|!doctype|html|table|meta)/i.test(head)) throw new SheetFault('sheet_web_page');
	return 'text';
}

/** An .xlsx file with a password lies in the same container as an .xls file of before 2007. */
function oldOrLocked(bytes: Buffer): 'sheet_password' | 'sheet_old' {
	const locked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
	return locked ? 'sheet_password' : 'sheet_old';
}
