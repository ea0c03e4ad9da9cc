import { chooseAccounts, readAccountQuery } from '$lib/server/accounts/account-query';
import { authorise } from '$lib/server/accounts/authorise';
import { listAccounts } from '$lib/server/accounts/list-accounts';
import { pageOf } from '$lib/server/page-of';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'account.manage');
	const { app } = event.locals;
	const query = readAccountQuery(event.url.searchParams);
	const accounts = await listAccounts(app.db, app.clock.now());
	const { q, role, state } = query;
	return {
		filter: { q, role, state },
		self: actor.userId,
		list: pageOf(chooseAccounts(accounts, query), query.page)
	};
};
