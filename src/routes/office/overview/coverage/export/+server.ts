import { coverageParts } from '$lib/domain/coverage-states';
import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { exportBoard } from '$lib/server/exports/board-export';
import { coverageList } from '$lib/server/exports/board-lists';
import { listedUnitOrders, walkUnits } from '$lib/server/overview/list-units';
import { openBoard } from '$lib/server/overview/open-board';
import { coverageFilter } from '$lib/server/overview/read-coverage';
import type { RequestHandler } from './$types';

/** Where every unit stands; of the part that the page shows, if it shows one. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query } = await openBoard(app, actor, event.url.searchParams);
	const { part, q: text, sort } = query.fields;
	const rows = walkUnits(app.db, coverageFilter(query.filter), {
		...{ text, parts: part ? [part] : coverageParts },
		order: parseOrder(sort, listedUnitOrders)
	});
	return exportBoard(app, actor, query, {
		title: '会员评家覆盖面',
		sheet: coverageList(app),
		rows
	});
};
