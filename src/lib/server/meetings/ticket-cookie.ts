import type { Cookies } from '@sveltejs/kit';

const name = 'ticket';

/** What the phone holds for this survey: 32 hex digits of the same form for everybody, or whatever it sent instead. */
export function readTicketCookie(cookies: Cookies): string | undefined {
	return cookies.get(name);
}

/**
 * For this survey's page alone, out of reach of scripts, until the browser is closed. Lax: a scan opens the page from
 * another app. Over plain http (a LAN address) there is no Secure.
 */
export function setTicketCookie(
	cookies: Cookies,
	surveyId: string,
	ticket: string,
	url: URL
): void {
	cookies.set(name, ticket, optionsOf(surveyId, url));
}

/** The survey is over: the phone keeps nothing of it. */
export function dropTicketCookie(cookies: Cookies, surveyId: string, url: URL): void {
	if (cookies.get(name) !== undefined) cookies.delete(name, optionsOf(surveyId, url));
}

function optionsOf(surveyId: string, { protocol }: URL) {
	const secure = protocol === 'https:';
	return { path: `/s/${surveyId}`, httpOnly: true, sameSite: 'lax', secure } as const;
}
