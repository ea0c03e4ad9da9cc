import { authorise } from '$lib/server/accounts/authorise';
import { walkSurveys } from '$lib/server/exports/survey-lines';
import { surveysList } from '$lib/server/exports/surveys-list';
import { exportUnions } from '$lib/server/exports/union-export';
import type { RequestHandler } from './$types';

/** The surveys of a year of the unions that the list shows, as a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	return exportUnions(app, actor, event.url.searchParams, {
		title: '问卷',
		sheet: surveysList,
		rows: ({ scope, filter }, year) => walkSurveys(app.db, scope, filter, year)
	});
};
