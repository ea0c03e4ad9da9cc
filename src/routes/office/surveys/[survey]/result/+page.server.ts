import { redirect } from '@sveltejs/kit';
import { rateMarks } from '$lib/domain/rate-marks';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readAudit } from '$lib/server/audit/read-audit';
import { readTrend } from '$lib/server/results/read-trend';
import { readSurveyReport } from '$lib/server/results/survey-report';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { overviewSurvey } from '$lib/server/surveys/survey-overview';
import { whoDid } from '$lib/server/audit/who-did';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { survey, union, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const { app } = event.locals;
	const full = await readSurvey(app.db, survey.id);
	if (!full || survey.counted_at === null) redirect(303, `/office/surveys/${survey.id}`);
	const audit = await readAudit(app.db, 'survey', survey.id);
	return {
		union: { id: union.id, name: union.name },
		survey: await overviewSurvey(app, full),
		reports: await readSurveyReport(app.db, survey),
		redacts: may('comment.redact'),
		marks: rateMarks(app.rubrics.rules),
		trend: await readTrend(app, union.id),
		openedBy: whoDid(audit, 'open'),
		closedBy: whoDid(audit, 'close')
	};
};
