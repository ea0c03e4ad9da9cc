import { redirect } from '@sveltejs/kit';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import type { PageServerLoad } from './$types';

/** Leads to this year's application. */
export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.read', event.params.union);
	const year = thisYear(event.locals.app.clock);
	redirect(303, `/office/unions/${union.id}/applications/${year}`);
};
