import { authorise, authoriseUnion } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { managedUnions } from '$lib/server/imports/reach';
import { exportResponse } from '$lib/server/imports/table-files';
import type { RequestHandler } from './$types';

/** What is there, in the columns that an import reads. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { noun, format, union: id } = readImportQuery(event.url.searchParams);
	const { app } = event.locals;
	const [first] = await managedUnions(app.db, actor);
	const { union } = await authoriseUnion(event, 'union.manage', id || (first?.id ?? ''));
	return exportResponse(app, actor, { noun, format, union });
};
