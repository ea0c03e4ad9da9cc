import { error } from '@sveltejs/kit';
import { authorise } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { reachImport } from '$lib/server/imports/reach';
import { problemResponse } from '$lib/server/imports/table-files';
import { Refused } from '$lib/server/refusals';
import type { RequestHandler } from './$types';

/** What was uploaded, with a column that says what is wrong. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { app } = event.locals;
	const { id } = await reachImport(app.db, actor, event.params.import);
	const { format } = readImportQuery(event.url.searchParams);
	const response = await problemResponse(app, id, format);
	return response ?? error(404, new Refused('not_found').text);
};
