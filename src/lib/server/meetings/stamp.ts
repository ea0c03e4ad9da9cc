import { createHmac, timingSafeEqual } from 'node:crypto';
import { passMs, windowStanding, type WindowStanding } from '$lib/domain/meeting-window';

/** What a server signs with: the pepper of the survey. */
export interface Signer {
	pepper: Buffer;
	surveyId: string;
}

/**
 * What the projected QR carries: the number of the window and its MAC, `<base 36>-<20 hex>`. The same for everybody in
 * the hall for half a minute, so it may stand in an address: it says nothing of a person.
 */
export function windowToken(signer: Signer, window: number): string {
	return stamp(signer, 'window', window);
}

/** `null`: this server never made it for this survey. */
export function readWindowToken(signer: Signer, raw: unknown, now: number): WindowStanding | null {
	const window = readStamp(signer, 'window', raw);
	return window === null ? null : windowStanding(window, now);
}

/** Lets the phone with this ticket in its cookie take it in the next minutes, in a hidden field. */
export function newPass(signer: Signer, ticket: string, now: number): string {
	return stamp(signer, `pass|${ticket}`, now + passMs);
}

export function passHolds(signer: Signer, ticket: string, raw: unknown, now: number): boolean {
	const until = readStamp(signer, `pass|${ticket}`, raw);
	return until !== null && now < until;
}

function stamp(signer: Signer, kind: string, value: number): string {
	return `${value.toString(36)}-${sign(signer, kind, value).toString('hex')}`;
}

function readStamp(signer: Signer, kind: string, raw: unknown): number | null {
	const parts = typeof raw === 'string' && /^([0-9a-z]{1,9})-([0-9a-f]{20})$/.exec(raw);
	if (!parts) return null;
	const value = parseInt(parts[1] ?? '', 36);
	const good = timingSafeEqual(Buffer.from(parts[2] ?? '', 'hex'), sign(signer, kind, value));
	// One value has one form, though leading zeros have the same MAC.
	return good && value.toString(36) === parts[1] ? value : null;
}

/** 10 bytes. Another beginning than the MACs of ballots/nullifiers.ts have, and fields without `|`. */
function sign({ pepper, surveyId }: Signer, kind: string, value: number): Buffer {
	const hmac = createHmac('sha256', pepper).update(`meeting|${kind}|${surveyId}|${value}`);
	return hmac.digest().subarray(0, 10);
}
