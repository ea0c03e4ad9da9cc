import { authorise } from '$lib/server/accounts/authorise';
import { linkOf } from '$lib/server/invitations/invitation-link';
import { renewInvitation, revokeInvitation } from '$lib/server/invitations/invite';
import { listInvitations, type ListedInvitation } from '$lib/server/invitations/list-invitations';
import { pageOf } from '$lib/server/page-of';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { can } from '$lib/domain/permission';
import { orderRows } from '$lib/domain/row-order';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'account.invite');
	const { db, clock } = event.locals.app;
	const address = event.url.searchParams;
	const q = (address.get('q') ?? '').trim().slice(0, 100);
	const all = (await listInvitations(db, clock, actor)).filter((one) =>
		names(one, q.toLowerCase())
	);
	const ordered = orderRows(all, address.get('sort'), {
		name: ({ name }) => name,
		expires: ({ expiresAt }) => expiresAt
	});
	return {
		manages: can(actor.roles, 'account.manage'),
		q,
		invitations: pageOf(ordered, Number(address.get('page')) || 1),
		done: address.get('done')
	};
};

/** Whether somebody looks for this one by the person, whoever invited them or a union. */
function names({ name, by, roles }: ListedInvitation, text: string): boolean {
	const words = [name, by, ...roles.map(({ unionName }) => unionName)];
	return words.some((word) => word.toLowerCase().includes(text));
}

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
