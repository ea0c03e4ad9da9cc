import { answer } from '$lib/server/api/answer';
import { authoriseApi } from '$lib/server/api/authorise-api';
import { refuseApi } from '$lib/server/api/problem';
import { readApiAssessment } from '$lib/server/api/read-assessment';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { actor } = await authoriseApi(event, 'assessments');
	const assessment = await readApiAssessment(event.locals.app, actor, event.params);
	return assessment ? answer(event, assessment) : refuseApi(event, 'not_found');
};
