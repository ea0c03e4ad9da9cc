import { scopeOf } from '$lib/domain/permission';
import { authorise } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { managedUnions } from '$lib/server/imports/reach';
import { listImports } from '$lib/server/imports/read-imports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { db } = event.locals.app;
	const { page } = readImportQuery(event.url.searchParams);
	const unions = await managedUnions(db, actor);
	return {
		...(await listImports(db, scopeOf(actor.roles, 'union.manage'), page)),
		unions: unions.map(({ id, name }) => ({ id, name }))
	};
};
