import { authorise } from '$lib/server/accounts/authorise';
import { linkOf } from '$lib/server/invitations/invitation-link';
import { renewInvitation, revokeInvitation } from '$lib/server/invitations/invite';
import { listInvitations } from '$lib/server/invitations/list-invitations';
import { pageOf } from '$lib/server/page-of';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { can } from '$lib/domain/permission';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'account.invite');
	const { db, clock } = event.locals.app;
	const wanted = Number(event.url.searchParams.get('page')) || 1;
	return {
		manages: can(actor.roles, 'account.manage'),
		invitations: pageOf(await listInvitations(db, clock, actor), wanted),
		done: event.url.searchParams.get('done')
	};
};

const nothing: Record<string, string> = {};

export const actions: Actions = {
	renew: async (event) => {
		const actor = authorise(event, 'account.invite');
		const { app } = event.locals;
		const id = String((await readForm(event.request)).get('invitation') ?? '');
		return attempt(nothing, async () => {
			const { name, token } = await renewInvitation(app, actor, id);
			// Answered directly: the link is in this page and nowhere else.
			return { link: await linkOf(app, name, token) };
		});
	},
	revoke: async (event) => {
		const actor = authorise(event, 'account.invite');
		const id = String((await readForm(event.request)).get('invitation') ?? '');
		return attempt(nothing, async () => {
			await revokeInvitation(event.locals.app, actor, id);
			redirect(303, '/office/invitations?done=revoked');
		});
	}
};
