import { answer } from '$lib/server/api/answer';
import { authoriseApi } from '$lib/server/api/authorise-api';
import { applicationQuery, listApiApplications } from '$lib/server/api/list-applications';
import { readApiQuery } from '$lib/server/api/read-query';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { actor } = await authoriseApi(event, 'assessments');
	const query = readApiQuery(event, applicationQuery);
	return answer(event, await listApiApplications(event.locals.app.db, actor, query));
};
