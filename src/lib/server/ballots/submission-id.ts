import { randomBytes } from 'node:crypto';

/** The hidden field of a ballot paper: 16 random bytes as 32 hex digits, made afresh for every GET. */
export function newSubmissionId(): string {
	return randomBytes(16).toString('hex');
}

/** The 16 bytes, or null if it is not one of ours. */
export function parseSubmissionId(raw: unknown): Buffer | null {
	return typeof raw === 'string' && /^[0-9a-f]{32}$/.test(raw) ? Buffer.from(raw, 'hex') : null;
}
