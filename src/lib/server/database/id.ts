import { randomInt } from 'node:crypto';

// Crockford's alphabet in lower case: no i, l, o, u to be misread on paper.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A random id of `length` characters, 5 bits each. */
export function newId(length = 16): string {
	return Array.from({ length }, () => ALPHABET[randomInt(32)]).join('');
}
