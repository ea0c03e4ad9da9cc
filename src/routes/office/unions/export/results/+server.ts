import { authorise } from '$lib/server/accounts/authorise';
import { walkResults } from '$lib/server/exports/result-lines';
import { resultsList } from '$lib/server/exports/results-list';
import { exportUnions } from '$lib/server/exports/union-export';
import type { RequestHandler } from './$types';

/** The results of a year of the unions that the list shows, as a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	return exportUnions(app, actor, event.url.searchParams, {
		title: '评议结果',
		sheet: (year) => resultsList(app, year),
		rows: ({ scope, filter }, year) => walkResults(app.db, scope, filter, year)
	});
};
