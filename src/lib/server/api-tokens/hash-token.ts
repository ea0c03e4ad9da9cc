import { createHash } from 'node:crypto';

/** What is kept of a token. It has 256 random bits, so that nothing slower than SHA-256 is called for. */
export function hashToken(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}
