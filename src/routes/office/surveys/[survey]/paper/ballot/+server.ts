import { redirect } from '@sveltejs/kit';
import { ratedUnion } from '$lib/domain/rated-union';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { printScript } from '$lib/server/paper/print-style';
import { renderPaperBallot } from '$lib/server/paper/render-ballot';
import { printPolicy } from '$lib/server/slips/security-policy';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { overviewSurvey } from '$lib/server/surveys/survey-overview';
import type { RequestHandler } from './$types';

/** The paper ballot of a survey that hands some out. */
export const GET: RequestHandler = async (event) => {
	const { survey, union } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const full = await readSurvey(event.locals.app.db, survey.id);
	if (!full || survey.paper === 0) redirect(303, `/office/surveys/${survey.id}`);
	const { questionnaires, chairName } = await overviewSurvey(event.locals.app, full);
	const html = renderPaperBallot({
		...{ surveyId: survey.id, title: survey.title },
		unionName: ratedUnion(union.name, survey.electorate),
		...{ chairName, questionnaires, draft: survey.state === 'draft' }
	});
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': printPolicy([printScript])
		}
	});
};
