import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { openBoard } from '$lib/server/overview/open-board';
import { fallsFirst, moverOrders, pageMovers } from '$lib/server/overview/read-movers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query, frame } = await openBoard(app, actor, event.url.searchParams);
	const { filter, fields, page } = query;
	const order = parseOrder(fields.sort, moverOrders) ?? fallsFirst;
	return {
		frame,
		list: await pageMovers(app.db, { filter, text: fields.q, order }, page)
	};
};
