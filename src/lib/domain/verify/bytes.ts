/** Bytes and their texts, strictly: one text per value, so that no changed character goes unnoticed. */
const utf8 = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
	return utf8.encode(text);
}

export function concat(...parts: Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const values = new Map([...'0123456789abcdef'].map((digit, value) => [digit.charCodeAt(0), value]));

export function toHex(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += digits[byte];
	return text;
}

/** Lower-case hex of exactly `length` bytes (any number if left out), or null. */
export function fromHex(text: string, length = text.length / 2): Uint8Array | null {
	if (text.length !== 2 * length) return null;
	const bytes = new Uint8Array(length);
	for (let at = 0; at < length; at++) {
		const high = values.get(text.charCodeAt(2 * at));
		const low = values.get(text.charCodeAt(2 * at + 1));
		if (high === undefined || low === undefined) return null;
		bytes[at] = 16 * high + low;
	}
	return bytes;
}

export function toBase64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes));
}

/** Standard base64 with padding, in the only form that `toBase64` writes; otherwise null. */
export function fromBase64(text: string): Uint8Array | null {
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
	const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
	return toBase64(bytes) === text ? bytes : null;
}
