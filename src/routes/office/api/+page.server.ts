import { fail } from '@sveltejs/kit';
import { can } from '$lib/domain/permission';
import { authoriseActor } from '$lib/server/accounts/authorise';
import { createToken } from '$lib/server/api-tokens/create-token';
import { listTokens } from '$lib/server/api-tokens/list-tokens';
import { revokeToken } from '$lib/server/api-tokens/revoke-token';
import { revokeTokenForm, tokenForm } from '$lib/server/api-tokens/token-form';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authoriseActor(event);
	const { db, clock } = event.locals.app;
	const overseesAll = can(actor.roles, 'account.manage');
	return {
		origin: event.url.origin,
		overseesAll,
		tokens: await listTokens(db, clock, overseesAll ? null : actor.userId)
	};
};

export const actions: Actions = {
	create: async (event) => {
		const actor = authoriseActor(event);
		const { db, clock } = event.locals.app;
		const { data, invalid } = parseForm(tokenForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return { token: await createToken(db, clock, data, actor.userId), name: data.name };
	},
	revoke: async (event) => {
		const actor = authoriseActor(event);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(revokeTokenForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const which = { ...data, anybody: can(actor.roles, 'account.manage') };
			await revokeToken(db, clock, which, actor.userId);
			return { done: '令牌已撤销，立即失效。' };
		});
	}
};
