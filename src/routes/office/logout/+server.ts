import { redirect } from '@sveltejs/kit';
import { authoriseActor } from '$lib/server/accounts/authorise';
import { logout, setOfficeCookies } from '$lib/server/accounts/login';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	authoriseActor(event);
	const { auth } = event.locals.app;
	setOfficeCookies(event.cookies, await logout(auth, event.request.headers), event.url);
	redirect(303, '/office/login?after=logout');
};
