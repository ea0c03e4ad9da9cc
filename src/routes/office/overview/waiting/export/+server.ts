import { authorise } from '$lib/server/accounts/authorise';
import { exportBoard } from '$lib/server/exports/board-export';
import { waitingList } from '$lib/server/exports/waiting-list';
import { listWaitingResults } from '$lib/server/overview/list-waiting-results';
import { openBoard } from '$lib/server/overview/open-board';
import type { RequestHandler } from './$types';

/** Everything that waits under the filter of the page. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query } = await openBoard(app, actor, event.url.searchParams);
	const rows = [await listWaitingResults(app, actor, query)];
	return exportBoard(app, actor, query, { title: '待办', sheet: waitingList(app), rows });
};
