import { json, type RequestHandler } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { projectMeeting } from '$lib/server/meetings/projection';

/** The code of this half minute and of the next: whoever has it can let people in, so it is for staff alone. */
export const GET: RequestHandler = async (event) => {
	const { survey } = await authoriseSurvey(event, 'survey.manage', event.params['survey'] ?? '');
	return json(await projectMeeting(event.locals.app, survey));
};
