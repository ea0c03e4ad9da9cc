import { redirect } from '@sveltejs/kit';
import { shanghaiYear } from '$lib/domain/clock-time';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { toInstant } from '$lib/server/database/values';
import type { PageServerLoad } from './$types';

/** Leads to this year's score sheet. */
export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.read', event.params.union);
	const year = shanghaiYear(toInstant(event.locals.app.clock.now()));
	redirect(303, `/office/unions/${union.id}/assessments/${year}`);
};
