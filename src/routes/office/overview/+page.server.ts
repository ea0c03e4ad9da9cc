import { redirect } from '@sveltejs/kit';
import { authorise } from '$lib/server/accounts/authorise';
import type { PageServerLoad } from './$types';

/** The boards begin with coverage. */
export const load: PageServerLoad = (event) => {
	authorise(event, 'overview.read');
	redirect(307, `/office/overview/coverage${event.url.search}`);
};
