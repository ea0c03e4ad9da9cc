import { authorise } from '$lib/server/accounts/authorise';
import { listAccounts } from '$lib/server/accounts/list-accounts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'account.manage');
	const { app } = event.locals;
	const text = (event.url.searchParams.get('q') ?? '').trim().slice(0, 100);
	return {
		q: text,
		self: actor.userId,
		accounts: await listAccounts(app.db, app.clock.now(), text)
	};
};
