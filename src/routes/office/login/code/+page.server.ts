import { redirect } from '@sveltejs/kit';
import { rememberBrowser } from '$lib/server/accounts/known-browser';
import { loginWithCode, readPending, setOfficeCookies } from '$lib/server/accounts/login';
import { readPlace } from '$lib/server/accounts/office-place';
import { readReturnAddress } from '$lib/server/accounts/return-address';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, request, url }) => {
	const next = readReturnAddress(url.searchParams.get('next'));
	if (locals.actor) redirect(303, next);
	const pending = await readPending(locals.app, request.headers);
	if (!pending) redirect(303, '/office/login');
	return { username: pending.username, next };
};

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const form = await readForm(event.request);
		const code = String(form.get('code') ?? '').slice(0, 40);
		return attempt({}, async () => {
			const pending = await readPending(app, event.request.headers);
			const place = readPlace(event, pending?.username ?? '');
			const done = await loginWithCode(app, event.request.headers, { ...place, code });
			setOfficeCookies(event.cookies, done.setCookie, event.url);
			rememberBrowser(app, event.cookies, done.username, event.url);
			redirect(303, readReturnAddress(String(form.get('next') ?? '')));
		});
	}
};
