import { redirect, type RequestEvent } from '@sveltejs/kit';
import { answerEnded } from './answer-ended';
import { loginAddress } from './return-address';
import type { Actor } from './actor';

/** Pages for somebody who has no session yet; each looks after itself. */
const OPEN_ROUTES = new Set([
	'/office/login',
	'/office/login/code',
	'/office/look',
	'/office/setup/[token]',
	'/office/invitation/[token]',
	'/office/account/session'
]);
const BEFORE_NEW_PASSWORD = new Set(['/office/password', '/office/logout', '/office/look']);
const BEFORE_SECOND_FACTOR = new Set([
	...BEFORE_NEW_PASSWORD,
	'/office/account/second-factor',
	'/office/help'
]);

/** Whether a request for this office route is the person's own doing, and not a look at whether the session still lasts. */
export function isQuietRoute(route: string, method: string): boolean {
	return route === '/office/account/session' && method === 'GET';
}

/**
 * What stands before every office page: the login, a password of one's own, a second factor where one is required.
 * Redirects there; an answer comes back for a form sent after the session ended.
 */
export async function guardOffice(
	event: RequestEvent,
	actor: Actor | null
): Promise<Response | null> {
	const route = event.route.id ?? '';
	if (OPEN_ROUTES.has(route)) return null;
	if (!actor) return (await answerEnded(event)) ?? redirect(303, loginAddress(event));
	if (actor.mustChangePassword && !BEFORE_NEW_PASSWORD.has(route))
		redirect(303, '/office/password');
	if (!actor.mustChangePassword && actor.session?.mustEnrol && !BEFORE_SECOND_FACTOR.has(route))
		redirect(303, '/office/account/second-factor');
	return null;
}
