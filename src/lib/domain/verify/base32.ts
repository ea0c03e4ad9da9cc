// Crockford's base32 without I, L, O and U: read aloud and copied by hand without mistakes.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const alike: Record<string, string> = { I: '1', L: '1', O: '0' };

/** Five bits a sign, the first bit first; zero bits fill the last sign. */
export function toBase32(bytes: Uint8Array): string {
	let [text, bits, held] = ['', 0, 0];
	for (const byte of bytes) {
		bits = ((bits << 8) | byte) & 0xfff;
		for (held += 8; held >= 5; held -= 5) text += alphabet.charAt((bits >> (held - 5)) & 31);
	}
	return held > 0 ? text + alphabet.charAt((bits << (5 - held)) & 31) : text;
}

/** What was typed or read from a photo, as bytes: blanks, hyphens and case do not matter. Null if it is no such text. */
export function fromBase32(typed: string): Uint8Array | null {
	const text = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\p{Pd}]/gu, '')
		.replace(/[ILO]/g, (sign) => alike[sign] ?? sign);
	const bytes: number[] = [];
	let [bits, held] = [0, 0];
	for (const sign of text) {
		const value = alphabet.indexOf(sign);
		if (value < 0) return null;
		bits = ((bits << 5) | value) & 0xfff;
		held += 5;
		if (held >= 8) bytes.push((bits >> (held -= 8)) & 255);
	}
	const whole = Uint8Array.from(bytes);
	return toBase32(whole) === text ? whole : null;
}
