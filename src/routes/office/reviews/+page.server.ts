import { z } from 'zod';
import { applicationStates } from '$lib/domain/application-life';
import { orderRows } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { pageOf } from '$lib/server/page-of';
import { listReviews, type Review } from '$lib/server/rounds/list-reviews';
import type { PageServerLoad } from './$types';

const query = z.object({
	state: z.enum(applicationStates).nullable().catch(null),
	sort: z.string().nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

const orders = {
	union: ({ name }: Review) => name,
	state: ({ state }: Review) => applicationStates.indexOf(state),
	until: ({ dates }: Review) => dates.review.to,
	scored: ({ scored }: Review) => scored
};

/** The sheets assigned to a reviewer. */
export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'assessment.review');
	const asked = { state: null, sort: null, ...Object.fromEntries(event.url.searchParams) };
	const { state, sort, page: wanted } = query.parse(asked);
	const all = await listReviews(event.locals.app.db, actor);
	const fitting = state ? all.filter((review) => review.state === state) : all;
	const { rows, page, pages } = pageOf(orderRows(fitting, sort, orders), wanted);
	return {
		...{ state, page, pages, total: all.length },
		counts: applicationStates.map((one) => ({
			state: one,
			n: all.filter((review) => review.state === one).length
		})),
		reviews: rows
	};
};
