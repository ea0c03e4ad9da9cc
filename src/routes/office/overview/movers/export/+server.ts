import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { exportBoard } from '$lib/server/exports/board-export';
import { moversList } from '$lib/server/exports/board-lists';
import { openBoard } from '$lib/server/overview/open-board';
import { fallsFirst, moverOrders, walkMovers } from '$lib/server/overview/read-movers';
import type { RequestHandler } from './$types';

/** All movers, in the order of the page. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query } = await openBoard(app, actor, event.url.searchParams);
	const { filter, fields } = query;
	const order = parseOrder(fields.sort, moverOrders) ?? fallsFirst;
	const rows = walkMovers(app.db, { filter, text: fields.q, order });
	const sheet = moversList(app, fields.year);
	return exportBoard(app, actor, query, { title: '满意率升降', sheet, rows });
};
