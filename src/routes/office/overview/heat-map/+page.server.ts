import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { openBoard } from '$lib/server/overview/open-board';
import { rateOrders, worstFirst } from '$lib/server/overview/rank-units';
import { pageHeatMap } from '$lib/server/overview/read-heat-map';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query, frame } = await openBoard(app, actor, event.url.searchParams);
	const { filter, fields, page } = query;
	const order = parseOrder(fields.sort, rateOrders) ?? worstFirst;
	return {
		frame,
		list: await pageHeatMap(app, { filter, text: fields.q, order }, page)
	};
};
