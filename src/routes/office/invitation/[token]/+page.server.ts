import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { parseOwnAccount } from '$lib/server/accounts/account-form';
import { rememberBrowser } from '$lib/server/accounts/known-browser';
import { setOfficeCookies } from '$lib/server/accounts/login';
import { passwordRule } from '$lib/server/accounts/password-policy';
import { startSession } from '$lib/server/accounts/session';
import { acceptInvitation, findInvitation } from '$lib/server/invitations/accept-invitation';
import { namesOf } from '$lib/server/invitations/list-invitations';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, clock } = locals.app;
	const invitation = await findInvitation(db, clock.now(), params.token);
	if (!invitation) {
		const over = new Refused('invitation_over');
		error(over.status, over.text);
	}
	const { name, inviter, roles } = invitation;
	const names = await namesOf(
		db,
		roles.map(({ unionId }) => unionId)
	);
	return {
		name,
		inviter,
		roles: roles.map(({ role, unionId }) => ({ role, unionName: names.get(unionId) ?? '' })),
		passwordRule
	};
};

const secrets = z.object({ password: z.string().catch(''), repeated: z.string().catch('') });

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const form = await readForm(event.request);
		const { password, repeated } = secrets.parse(Object.fromEntries(form));
		const { typed, data, invalid } = parseOwnAccount(form);
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			if (password !== repeated) throw new Refused('passwords_differ');
			const userId = await acceptInvitation(app, event.params.token, { ...data, password });
			setOfficeCookies(
				event.cookies,
				await startSession(app, userId, { pending: false }),
				event.url
			);
			rememberBrowser(app, event.cookies, data.username, event.url);
			redirect(303, '/office');
		});
	}
};
