import { answer } from '$lib/server/api/answer';
import { authoriseApi } from '$lib/server/api/authorise-api';
import { listApiResults, resultQuery } from '$lib/server/api/list-results';
import { readApiQuery } from '$lib/server/api/read-query';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { reach } = await authoriseApi(event, 'results');
	const query = readApiQuery(event, resultQuery);
	return answer(event, await listApiResults(event.locals.app.db, reach, query));
};
