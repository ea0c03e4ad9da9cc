import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { exportBoard } from '$lib/server/exports/board-export';
import { ratesList } from '$lib/server/exports/board-lists';
import { openBoard } from '$lib/server/overview/open-board';
import { bestFirst, rateOrders } from '$lib/server/overview/rank-units';
import { walkRated } from '$lib/server/overview/rated-units';
import type { RequestHandler } from './$types';

/** The whole ranking, in the order of the page. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query } = await openBoard(app, actor, event.url.searchParams);
	const { filter, fields } = query;
	const order = parseOrder(fields.sort, rateOrders) ?? bestFirst;
	const rows = walkRated(app.db, { filter, text: fields.q, order });
	return exportBoard(app, actor, query, { title: '满意率排名', sheet: ratesList(app), rows });
};
