import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { exportBoard } from '$lib/server/exports/board-export';
import { heatMapList } from '$lib/server/exports/board-lists';
import { openBoard } from '$lib/server/overview/open-board';
import { rateOrders, worstFirst } from '$lib/server/overview/rank-units';
import { walkHeatMap } from '$lib/server/overview/read-heat-map';
import type { RequestHandler } from './$types';

/** The whole heat map, in the order of the page. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query } = await openBoard(app, actor, event.url.searchParams);
	const { filter, fields } = query;
	const order = parseOrder(fields.sort, rateOrders) ?? worstFirst;
	const rows = walkHeatMap(app, { filter, text: fields.q, order });
	return exportBoard(app, actor, query, { title: '分项满意率', sheet: heatMapList(app), rows });
};
