import { z } from 'zod';
import { honourTitles } from '$lib/domain/honour';
import { titleRanks } from '$lib/domain/rules';
import { authorise } from '$lib/server/accounts/authorise';
import { listQuery, listScope, readQuery } from '$lib/server/honours/list-query';
import { searchHonours } from '$lib/server/honours/search-honours';
import { pageOf } from '$lib/server/page-of';
import type { PageServerLoad } from './$types';

const query = listQuery.extend({
	title: z.enum(honourTitles).nullable().catch(null),
	level: z.enum(titleRanks).nullable().catch(null),
	held: z.enum(['held', 'revoked']).nullable().catch(null)
});

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { db } = event.locals.app;
	const { q, below, page, ...kinds } = readQuery(query, event.url);
	const { scope, above } = await listScope(db, actor, below);
	const filter = { ...kinds, text: q, below: above?.path ?? null };
	const honours = await searchHonours(db, scope, filter);
	return { filter: { q, ...kinds, below: above }, list: pageOf(honours, page) };
};
