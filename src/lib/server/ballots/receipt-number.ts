// Crockford's base32 without I, L, O and U: read aloud and copied by hand without mistakes.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A receipt id (10 bytes) as the 16 characters a member keeps. */
export function receiptNumber(receiptId: Buffer): string {
	let bits = BigInt(`0x${receiptId.toString('hex')}`);
	let text = '';
	for (let left = (receiptId.length * 8) / 5; left > 0; left--) {
		text = alphabet.charAt(Number(bits & 31n)) + text;
		bits >>= 5n;
	}
	return text;
}
