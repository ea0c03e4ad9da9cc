import { authorise } from '$lib/server/accounts/authorise';
import { honourQuery, readListQuery } from '$lib/server/honours/list-query';
import { searchHonours } from '$lib/server/honours/search-honours';
import { pageOf } from '$lib/server/page-of';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { db } = event.locals.app;
	const { query, scope, above } = await readListQuery(db, actor, event.url, honourQuery);
	const { q, page, title, level, held } = query;
	const filter = { text: q, title, level, held, below: above?.path ?? null };
	const honours = await searchHonours(db, scope, filter);
	return { filter: { q, title, level, held, below: above }, list: pageOf(honours, page) };
};
