import { randomBytes } from 'node:crypto';

/** 16 random bytes as 32 hex digits: what a phone holds for one survey, from its first scan on. */
export function newTicket(): string {
	return randomBytes(16).toString('hex');
}

export function isTicket(raw: unknown): raw is string {
	return typeof raw === 'string' && /^[0-9a-f]{32}$/.test(raw);
}
