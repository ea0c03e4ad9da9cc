import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, concat, fromBase64, sameBytes, toBase64 } from './bytes.ts';

/** C2SP signed-note: a text that ends with a line break, an empty line, and one Ed25519 signature of the text. */
const ed25519Type = Uint8Array.of(1);

/** What an Ed25519 key signs with: given by who holds the key. */
export type Sign = (message: Uint8Array) => Uint8Array;

/** First 4 bytes of SHA-256(name | line break | 1 | public key). */
function keyId(name: string, publicKey: Uint8Array): Uint8Array {
	return sha256(concat(bytesOf(`${name}\n`), ed25519Type, publicKey)).subarray(0, 4);
}

export function writeNote(
	text: string,
	key: { name: string; publicKey: Uint8Array; sign: Sign }
): string {
	const signature = concat(keyId(key.name, key.publicKey), key.sign(bytesOf(text)));
	return `${text}\n— ${key.name} ${toBase64(signature)}\n`;
}

/** The text of a note that carries exactly this key's valid signature and nothing else; otherwise null. */
export function readNote(
	note: string,
	{ name, publicKey }: { name: string; publicKey: Uint8Array }
): string | null {
	const split = note.lastIndexOf('\n\n');
	const text = note.slice(0, split + 1);
	const head = `— ${name} `;
	const line = note.slice(split + 2);
	if (split < 0 || !line.startsWith(head) || !line.endsWith('\n')) return null;
	const bytes = fromBase64(line.slice(head.length, -1));
	if (bytes?.length !== 68 || !sameBytes(bytes.subarray(0, 4), keyId(name, publicKey))) return null;
	return verifySignature(bytes.subarray(4), text, publicKey) ? text : null;
}

/** RFC 8032; bytes that are no key or no signature verify nothing. */
export function verifySignature(
	signature: Uint8Array,
	text: string,
	publicKey: Uint8Array
): boolean {
	if (signature.length !== 64 || publicKey.length !== 32) return false;
	return ed25519.verify(signature, bytesOf(text), publicKey, { zip215: false });
}
