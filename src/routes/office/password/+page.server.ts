import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { authoriseActor } from '$lib/server/accounts/authorise';
import { changePassword } from '$lib/server/accounts/change-password';
import { setOfficeCookies } from '$lib/server/accounts/login';
import { readPlace } from '$lib/server/accounts/office-place';
import { passwordRule } from '$lib/server/accounts/password-policy';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const actor = authoriseActor(event);
	return {
		forced: actor.mustChangePassword,
		expired: actor.session?.passwordExpired ?? false,
		username: actor.username,
		passwordRule
	};
};

const passwords = z.object({
	current: z.string().max(128).catch(''),
	password: z.string().max(128).catch(''),
	repeated: z.string().max(128).catch('')
});

export const actions: Actions = {
	default: async (event) => {
		const actor = authoriseActor(event);
		const typed = passwords.parse(Object.fromEntries(await readForm(event.request)));
		// Passwords are never sent back into a page.
		return attempt({}, async () => {
			if (typed.password !== typed.repeated) throw new Refused('passwords_differ');
			const place = readPlace(event, actor.username);
			const setCookie = await changePassword(event.locals.app, actor, { ...typed, ...place });
			setOfficeCookies(event.cookies, setCookie, event.url);
			redirect(303, '/office?done=password');
		});
	}
};
