import { z } from 'zod';
import { applicationStates } from '$lib/domain/application-life';
import { authorise } from '$lib/server/accounts/authorise';
import { listReviews } from '$lib/server/rounds/list-reviews';
import { PAGE_SIZE } from '$lib/server/unions/search-unions';
import type { PageServerLoad } from './$types';

const query = z.object({
	state: z.enum(applicationStates).nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

/** The sheets assigned to a reviewer. */
export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'assessment.review');
	const asked = { state: null, ...Object.fromEntries(event.url.searchParams) };
	const { state, page: wanted } = query.parse(asked);
	const all = await listReviews(event.locals.app.db, actor);
	const fitting = state ? all.filter((review) => review.state === state) : all;
	const pages = Math.max(1, Math.ceil(fitting.length / PAGE_SIZE));
	const page = Math.min(wanted, pages);
	return {
		...{ state, page, pages, total: all.length },
		counts: applicationStates.map((one) => ({
			state: one,
			n: all.filter((review) => review.state === one).length
		})),
		reviews: fitting.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
	};
};
