import type { Cookies } from '@sveltejs/kit';
import { formatLook, parseLook, type Look } from '$lib/domain/look';

const COOKIE = 'look';
const TWO_YEARS = 2 * 365 * 24 * 3600;

export function readLook(cookies: Cookies): Look {
	return parseLook(cookies.get(COOKIE));
}

/** Like every cookie of the office it never reaches a member's page. */
export function saveLook(cookies: Cookies, look: Look, url: URL): void {
	cookies.set(COOKIE, formatLook(look), {
		path: '/office',
		maxAge: TWO_YEARS,
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	});
}
