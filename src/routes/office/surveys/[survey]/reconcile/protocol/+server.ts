import { redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { headNote } from '$lib/server/audit/head-note';
import { printScript } from '$lib/server/paper/print-style';
import { readReconciliation } from '$lib/server/reconciliation/read-reconciliation';
import { renderProtocol } from '$lib/server/reconciliation/render-protocol';
import { readSurveyReport } from '$lib/server/results/survey-report';
import { printPolicy } from '$lib/server/slips/security-policy';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { overviewSurvey } from '$lib/server/surveys/survey-overview';
import type { RequestHandler } from './$types';

/** The printed protocol of a counted survey. */
export const GET: RequestHandler = async (event) => {
	const { survey, union } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const { app } = event.locals;
	const full = await readSurvey(app.db, survey.id);
	if (!full || survey.counted_at === null || survey.mode === 'poster')
		redirect(303, `/office/surveys/${survey.id}/reconcile`);
	const html = renderProtocol({
		survey: await overviewSurvey(app, full),
		unionName: union.name,
		account: await readReconciliation(app.db, survey, true),
		reports: await readSurveyReport(app.db, survey),
		recordNote: await headNote(app.db)
	});
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': printPolicy([printScript])
		}
	});
};
