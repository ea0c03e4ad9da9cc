import { json, type RequestHandler } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';

/** How far the opening of the box is, in whole percent; null if this process is not opening it. */
export const GET: RequestHandler = async (event) => {
	const { survey } = await authoriseSurvey(event, 'survey.manage', event.params['survey'] ?? '');
	return json({ percent: event.locals.app.openings.percentOf(survey.id) });
};
