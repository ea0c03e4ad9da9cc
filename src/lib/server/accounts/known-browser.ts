import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import type { App } from '../app';

/*
 * A browser that has signed in to an account keeps a mark of it, so that strangers who lock the account by wrong passwords
 * do not lock out its owner. The mark opens nothing: it only has its own count of failures.
 */

const HALF_A_YEAR = 180 * 24 * 60 * 60;

function cookieName(username: string): string {
	return `pingjia.known_${createHash('sha256').update(username).digest('hex').slice(0, 12)}`;
}

function sign({ keys }: App, username: string, id: string): string {
	return createHmac('sha256', keys.session).update(`known ${username} ${id}`).digest('base64url');
}

/** The mark of this browser for the account, or null. */
export function findKnownBrowser(app: App, cookies: Cookies, username: string): string | null {
	const name = username.trim().toLowerCase();
	const [id = '', mac = ''] = (cookies.get(cookieName(name)) ?? '').split('.');
	const [given, right] = [Buffer.from(mac), Buffer.from(sign(app, name, id))];
	return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}

/** Marks the browser after its owner signed in; a mark it has stays. */
export function rememberBrowser(app: App, cookies: Cookies, username: string, url: URL): void {
	const id = findKnownBrowser(app, cookies, username) ?? randomBytes(12).toString('base64url');
	cookies.set(cookieName(username), `${id}.${sign(app, username, id)}`, {
		path: '/office',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: HALF_A_YEAR
	});
}
