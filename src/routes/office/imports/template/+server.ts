import { authorise } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { templateResponse } from '$lib/server/imports/table-files';
import type { RequestHandler } from './$types';

/** An empty form to be filled in. */
export const GET: RequestHandler = async (event) => {
	authorise(event, 'union.manage');
	const { noun, format } = readImportQuery(event.url.searchParams);
	return templateResponse(event.locals.app, noun, format);
};
