import type { RequestHandler } from './$types';

const headers = { 'cache-control': 'no-store' };

/** Whether this browser is still signed in, and as whom: asked by a page that shut itself. Keeps no session alive. */
export const GET: RequestHandler = ({ locals }) =>
	Response.json({ username: locals.actor?.username ?? null }, { headers });

/** The same from somebody who is at work on a page: keeps the session alive. */
export const POST: RequestHandler = ({ locals }) =>
	Response.json({ username: locals.actor?.username ?? null }, { headers });
