import { fail, redirect } from '@sveltejs/kit';
import { isTopUnion } from '$lib/domain/permission';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { redact } from '$lib/server/comments/redact';
import { redactionForm } from '$lib/server/comments/redaction-form';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { readSurveyReport } from '$lib/server/results/survey-report';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union, survey, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	if (survey.counted_at === null) redirect(303, `/office/surveys/${survey.id}`);
	const reports = await readSurveyReport(event.locals.app.db, survey);
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title, state: survey.state },
		subjects: reports.map(({ result, comment, comments }) => ({
			subject: result.subject,
			prompt: comment?.prompt ?? '意见',
			comments
		})),
		redacts: may('comment.redact'),
		topUnion: isTopUnion(union.path)
	};
};

export const actions: Actions = {
	redact: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'comment.redact', event.params.survey);
		const { typed, data, invalid } = parseForm(redactionForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		const { comment: textId, kind, reason } = data;
		const passage = kind === 'whole' ? null : data.passage;
		return attempt(typed, async () => {
			const redaction = { surveyId: survey.id, textId, passage, reason };
			await redact(event.locals.app, redaction, actor.userId);
			redirect(303, `/office/surveys/${survey.id}/comments?done=redacted`);
		});
	}
};
