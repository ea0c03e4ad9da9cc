import { redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { findFingerprint } from '$lib/server/ballots/sign-receipt';
import { projectMeeting } from '$lib/server/meetings/projection';
import type { PageServerLoad } from './$types';

/** The office's layout is not around this page, and its word on scripts neither. */
export const csr = true;

export const load: PageServerLoad = async (event) => {
	const { survey, union } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
	if (survey.mode !== 'meeting') redirect(303, `/office/surveys/${survey.id}`);
	return {
		survey: { id: survey.id, title: survey.title },
		unionName: union.name,
		fingerprint: await findFingerprint(event.locals.app, survey.id),
		projection: await projectMeeting(event.locals.app, survey)
	};
};
