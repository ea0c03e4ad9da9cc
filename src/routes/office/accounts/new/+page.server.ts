import { fail } from '@sveltejs/kit';
import { authorise } from '$lib/server/accounts/authorise';
import { findRoles, parseNewAccount, ROLE_ROWS } from '$lib/server/accounts/account-form';
import { createAccount } from '$lib/server/accounts/create-account';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { listUnionChoices } from '$lib/server/unions/read-union';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'account.manage');
	return { unions: await listUnionChoices(event.locals.app.db, null), rows: ROLE_ROWS };
};

export const actions: Actions = {
	default: async (event) => {
		const actor = authorise(event, 'account.manage');
		const { db, auth, clock } = event.locals.app;
		const { typed, data, invalid } = parseNewAccount(await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const account = { ...data, roles: await findRoles(db, typed) };
			const created = await createAccount(db, auth, clock, account, actor.userId);
			// Answered directly: the password is in this page and nowhere else.
			return { created: { ...created, username: account.username } };
		});
	}
};
