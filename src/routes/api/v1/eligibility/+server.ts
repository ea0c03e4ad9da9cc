import { answer } from '$lib/server/api/answer';
import { authoriseApi } from '$lib/server/api/authorise-api';
import { eligibilityQuery, listApiEligibility } from '$lib/server/api/list-eligibility';
import { readApiQuery } from '$lib/server/api/read-query';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { reach } = await authoriseApi(event, 'eligibility');
	const query = readApiQuery(event, eligibilityQuery);
	return answer(event, await listApiEligibility(event.locals.app, reach, query));
};
