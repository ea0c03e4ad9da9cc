import { titleRanks } from '$lib/domain/rules';
import { orderRows } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { honourQuery, readListQuery } from '$lib/server/honours/list-query';
import { searchHonours, type FoundHonour } from '$lib/server/honours/search-honours';
import { pageOf } from '$lib/server/page-of';
import type { PageServerLoad } from './$types';

const orders = {
	level: ({ level }: FoundHonour) => titleRanks.indexOf(level),
	holder: ({ unionName, personName }: FoundHonour) => personName ?? unionName,
	year: ({ year }: FoundHonour) => year,
	document: ({ document }: FoundHonour) => document || null
};

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { db } = event.locals.app;
	const { query, scope, above } = await readListQuery(db, actor, event.url, honourQuery);
	const { q, page, sort, title, level, held } = query;
	const filter = { text: q, title, level, held, below: above?.path ?? null };
	const honours = await searchHonours(db, scope, filter);
	return {
		filter: { q, title, level, held, below: above },
		list: pageOf(orderRows(honours, sort, orders), page)
	};
};
