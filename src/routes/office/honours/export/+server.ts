import { honourTitleNames } from '$lib/domain/honour';
import { titleRankNames } from '$lib/domain/rules';
import { authorise } from '$lib/server/accounts/authorise';
import { exportFiltered } from '$lib/server/exports/filtered-list';
import { honoursList } from '$lib/server/exports/honours-list';
import { honourQuery, readListQuery } from '$lib/server/honours/list-query';
import { searchHonours } from '$lib/server/honours/search-honours';
import type { RequestHandler } from './$types';

/** The register of titles that the page shows, as a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { query, scope, above } = await readListQuery(app.db, actor, event.url, honourQuery);
	const { q, title, level, held } = query;
	const filter = { text: q, title, level, held, below: above?.path ?? null };
	const rows = [await searchHonours(app.db, scope, filter)];
	const words = [
		title && honourTitleNames[title],
		level && titleRankNames[level],
		held && (held === 'held' ? '有效' : '已撤销'),
		q && `名称含“${q}”`
	];
	const list = { title: '称号登记', sheet: honoursList, rows };
	return exportFiltered(app, actor, list, { below: above?.name ?? null, filter: words });
};
