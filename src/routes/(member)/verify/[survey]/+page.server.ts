import { findSurvey } from '$lib/server/verification/find-survey';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	survey: await findSurvey(locals.app, params.survey)
});
