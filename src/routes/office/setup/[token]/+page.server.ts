import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { parseSetup } from '$lib/server/accounts/account-form';
import { opensSetup, setUp } from '$lib/server/accounts/first-administrator';
import { rememberBrowser } from '$lib/server/accounts/known-browser';
import { setOfficeCookies } from '$lib/server/accounts/login';
import { passwordRule } from '$lib/server/accounts/password-policy';
import { startSession } from '$lib/server/accounts/session';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!(await opensSetup(locals.app, params.token))) {
		const unknown = new Refused('not_found');
		error(unknown.status, unknown.text);
	}
	return { passwordRule };
};

const secrets = z.object({ password: z.string().catch(''), repeated: z.string().catch('') });

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const form = await readForm(event.request);
		const { password, repeated } = secrets.parse(Object.fromEntries(form));
		const { typed, data, invalid } = parseSetup(form);
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			if (password !== repeated) throw new Refused('passwords_differ');
			const userId = await setUp(app, event.params.token, { ...data, password });
			setOfficeCookies(
				event.cookies,
				await startSession(app, userId, { pending: false }),
				event.url
			);
			rememberBrowser(app, event.cookies, data.username, event.url);
			redirect(303, '/office?done=setup');
		});
	}
};
