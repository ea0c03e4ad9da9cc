import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The credential of a poster survey (公开码): 16 random bytes and the server's MAC over them, as 64 hex digits in a hidden
 * field of the form. One ticket is one ballot, so a reload never counts twice; but whoever asks gets another one.
 */
export function newPosterTicket(pepper: Buffer, surveyId: string): string {
	const id = randomBytes(16).toString('hex');
	return id + sign(pepper, surveyId, id).toString('hex');
}

/** The random part (32 hex digits) of a ticket that this server made for this survey, else null. */
export function readPosterTicket(pepper: Buffer, surveyId: string, raw: unknown): string | null {
	if (typeof raw !== 'string' || !/^[0-9a-f]{64}$/.test(raw)) return null;
	const id = raw.slice(0, 32);
	const good = timingSafeEqual(Buffer.from(raw.slice(32), 'hex'), sign(pepper, surveyId, id));
	return good ? id : null;
}

/** 16 bytes. Another beginning than the MACs of nullifiers.ts have. */
function sign(pepper: Buffer, surveyId: string, id: string): Buffer {
	const hmac = createHmac('sha256', pepper).update(`ticket|${surveyId}|${id}`);
	return hmac.digest().subarray(0, 16);
}
