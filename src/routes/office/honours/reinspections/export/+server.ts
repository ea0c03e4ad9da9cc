import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { exportFiltered } from '$lib/server/exports/filtered-list';
import { reinspectionsList } from '$lib/server/exports/honours-list';
import { readListQuery, reinspectionQuery } from '$lib/server/honours/list-query';
import { isDue, listReinspections } from '$lib/server/honours/list-reinspections';
import type { RequestHandler } from './$types';

/** The titles to be inspected again that the page shows, as a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { query, scope, above } = await readListQuery(app.db, actor, event.url, reinspectionQuery);
	const { q, show } = query;
	const year = thisYear(app.clock);
	const filter = { text: q, below: above?.path ?? null };
	const rules = app.rubrics.rules.reinspection;
	const listed = await listReinspections(app.db, scope, filter, { rules, year });
	const rows = [show === 'due' ? listed.filter(isDue) : listed];
	const list = { title: `${year}年复查`, sheet: reinspectionsList, rows };
	const words = [show === 'due' ? `${year}年应复查` : '全部', q && `名称含“${q}”`];
	return exportFiltered(app, actor, list, { below: above?.name ?? null, filter: words });
};
