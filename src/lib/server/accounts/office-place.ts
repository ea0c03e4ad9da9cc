import type { RequestEvent } from '@sveltejs/kit';
import type { Place } from './change-password';
import { findKnownBrowser } from './known-browser';

/** Where a try at a password or a code comes from. */
export function readPlace(event: RequestEvent, username: string): Place {
	return {
		address: event.getClientAddress(),
		browser: findKnownBrowser(event.locals.app, event.cookies, username)
	};
}
