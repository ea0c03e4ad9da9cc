import { fail } from '@sveltejs/kit';
import { can, readableScope } from '$lib/domain/permission';
import { roles } from '$lib/domain/words';
import { findRoles, parseAccount, ROLE_ROWS } from '$lib/server/accounts/account-form';
import { authorise } from '$lib/server/accounts/authorise';
import { DAYS, linkOf } from '$lib/server/invitations/invitation-link';
import { invite } from '$lib/server/invitations/invite';
import { givableRoles } from '$lib/server/invitations/may-invite';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { listUnionChoices } from '$lib/server/unions/read-union';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'account.invite');
	return {
		unions: await listUnionChoices(event.locals.app.db, readableScope(actor.roles)),
		roles: givableRoles(actor.roles, roles),
		manages: can(actor.roles, 'account.manage'),
		days: DAYS,
		rows: ROLE_ROWS
	};
};

export const actions: Actions = {
	default: async (event) => {
		const actor = authorise(event, 'account.invite');
		const { app } = event.locals;
		const { typed, data, invalid } = parseAccount(await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const given = await findRoles(app.db, typed, readableScope(actor.roles));
			const token = await invite(app, actor, { ...data, roles: given });
			// Answered directly: the link is in this page and nowhere else.
			return { link: await linkOf(app, data.name, token) };
		});
	}
};
