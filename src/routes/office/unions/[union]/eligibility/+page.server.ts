import { redirect } from '@sveltejs/kit';
import { shanghaiYear } from '$lib/domain/clock-time';
import { parseYear } from '$lib/domain/year-range';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { toInstant } from '$lib/server/database/values';
import type { PageServerLoad } from './$types';

/** Where the form that picks the years arrives, and the way to this year's page. */
export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { searchParams } = event.url;
	const current = shanghaiYear(toInstant(event.locals.app.clock.now()));
	const year = parseYear(searchParams.get('year') ?? '') ?? current;
	const to = parseYear(searchParams.get('to') ?? '');
	redirect(303, `/office/unions/${union.id}/eligibility/${year}${to ? `?to=${to}` : ''}`);
};
