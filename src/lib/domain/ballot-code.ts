/**
 * The one-time code (一次性码): 15 random digits and a Damm check digit, which catches every mistyped digit and every
 * swap of neighbours. Digits only: they can be typed on a numeric keypad and read aloud.
 */
export const codeLength = 16;

// Quasigroup of order 10 by H. Michael Damm, 2004: totally anti-symmetric, zero diagonal.
const damm = [
	'0317598642',
	'7092154863',
	'4206871359',
	'1750983426',
	'6123045978',
	'3674209581',
	'5869720134',
	'8945362017',
	'9438617205',
	'2581436790'
];

/** Longer input is refused unread: the form is public. */
const longestInput = 200;

// Spaces and dashes of every script, invisible marks, and what people put between groups of digits.
const separators = /[\s\p{Z}\p{Pd}\p{Cf}\p{Cc}_.,:;/|·•‧・、。−]/gu;

export type CodeError = 'empty' | 'characters' | 'length' | 'check';
export type NormalisedCode = { ok: true; code: string } | { ok: false; error: CodeError };

/** `randomInt(10)` must be uniform over 0…9 and unpredictable (crypto). */
export function makeCode(randomInt: (bound: number) => number): string {
	const digits = Array.from({ length: codeLength - 1 }, () => randomInt(10)).join('');
	return digits + checkDigit(digits);
}

/** The Damm digit that completes a string of digits. */
export function checkDigit(digits: string): string {
	let interim = '0';
	for (const digit of digits) {
		const next = damm[Number(interim)]?.[Number(digit)];
		if (next === undefined) throw new RangeError('not a string of digits');
		interim = next;
	}
	return interim;
}

/** What a member typed or scanned, as 16 digits; tells what is wrong but never whether the code exists. */
export function normaliseCode(text: string): NormalisedCode {
	if (text.length > longestInput) return { ok: false, error: 'length' };
	const code = text.normalize('NFKC').replace(separators, '');
	const error = errorOf(code);
	return error === null ? { ok: true, code } : { ok: false, error };
}

/** "dddd dddd dddd dddd", as printed. */
export function groupCode(code: string): string {
	return code.replace(/\d{4}(?=\d)/g, '$& ');
}

function errorOf(code: string): CodeError | null {
	if (code === '') return 'empty';
	if (!/^[0-9]+$/.test(code)) return 'characters';
	if (code.length !== codeLength) return 'length';
	return checkDigit(code) === '0' ? null : 'check';
}
