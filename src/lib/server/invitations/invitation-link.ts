import { createHash, randomBytes } from 'node:crypto';
import { encodeQR } from 'qr';
import type { App } from '../app';
import { readPublicAddress } from '../settings/public-address';

const DAY = 24 * 60 * 60 * 1000;
export const DAYS = 7;

/** A fresh token of a link: 43 characters of which only the hash is kept. */
export function makeToken(): string {
	return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/** When a link made now stops working. */
export function endOf(now: Date): Date {
	return new Date(now.getTime() + DAYS * DAY);
}

/** A link to hand over, at the only moment it is known. */
export interface InvitationLink {
	name: string;
	address: string;
	/** The QR code of the address: rows of modules with their white border. */
	modules: boolean[][];
}

export async function linkOf(app: App, name: string, token: string): Promise<InvitationLink> {
	const address = `${await readPublicAddress(app)}/office/invitation/${token}`;
	return { name, address, modules: encodeQR(address, 'raw', { border: 4 }) };
}
