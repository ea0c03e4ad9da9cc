import { authorise, authoriseUnion } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { exportResponse } from '$lib/server/imports/table-files';
import type { RequestHandler } from './$types';

/** What is there, in the columns that an import reads. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { noun, format, union: id } = readImportQuery(event.url.searchParams);
	const { union } = await authoriseUnion(event, 'union.manage', id);
	return exportResponse(event.locals.app, actor, { noun, format, union });
};
