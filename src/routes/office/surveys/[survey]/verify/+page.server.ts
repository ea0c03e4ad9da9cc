import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readReviewWindow } from '$lib/server/verification/review-window';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union, survey } = await authoriseSurvey(event, 'survey.review', event.params.survey);
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title },
		window: await readReviewWindow(event.locals.app, survey)
	};
};
