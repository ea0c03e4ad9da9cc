import { parseOrder } from '$lib/domain/row-order';
import { scopeOf } from '$lib/domain/permission';
import { authorise } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { managedUnions } from '$lib/server/imports/reach';
import { importOrders, listImports } from '$lib/server/imports/list-imports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { db } = event.locals.app;
	const { q: text, sort, page } = readImportQuery(event.url.searchParams);
	const order = parseOrder(sort, importOrders);
	const unions = await managedUnions(db, actor);
	return {
		q: text,
		...(await listImports(db, scopeOf(actor.roles, 'union.manage'), { text, order, page })),
		unions: unions.map(({ id, name }) => ({ id, name }))
	};
};
