import { answer } from '$lib/server/api/answer';
import { authoriseApi } from '$lib/server/api/authorise-api';
import { listApiUnions, unionQuery } from '$lib/server/api/list-unions';
import { readApiQuery } from '$lib/server/api/read-query';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { reach } = await authoriseApi(event, null);
	const query = readApiQuery(event, unionQuery);
	return answer(event, await listApiUnions(event.locals.app.db, reach, query));
};
