import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { openBoard } from '$lib/server/overview/open-board';
import { bestFirst, pageRanked, rateOrders } from '$lib/server/overview/rank-units';
import { withResults } from '$lib/server/overview/rated-units';
import { readDistribution } from '$lib/server/overview/read-rates';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query, frame } = await openBoard(app, actor, event.url.searchParams);
	const { filter, fields, page } = query;
	const order = parseOrder(fields.sort, rateOrders) ?? bestFirst;
	const ranked = await pageRanked(app.db, { filter, text: fields.q, order }, page);
	return {
		frame,
		distribution: await readDistribution(app.db, filter),
		list: { ...ranked, rows: await withResults(app.db, ranked.rows) }
	};
};
