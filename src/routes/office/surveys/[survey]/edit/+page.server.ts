import { fail, redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { editDraft } from '$lib/server/surveys/draft-survey';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { parseSurveyForm, readSurveyForm } from '$lib/server/surveys/survey-form';
import { loadSurveyForm } from '$lib/server/surveys/survey-form-context';
import { draftValues } from '$lib/server/surveys/survey-form-values';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { survey, union } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
	const { app } = event.locals;
	const draft = await readSurvey(app.db, survey.id);
	if (draft?.state !== 'draft') redirect(303, `/office/surveys/${survey.id}`);
	// What asks chairs has a form of its own.
	if (draft.electorate === 'chairs') redirect(303, `/office/surveys/${survey.id}/electors/edit`);
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title },
		values: draftValues(draft, app.clock),
		context: await loadSurveyForm(app, union)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		const values = readSurveyForm(await readForm(event.request));
		const parsed = parseSurveyForm(
			values,
			survey.union_id,
			clock,
			event.locals.app.rubrics.rules.suppression
		);
		if ('errors' in parsed) return fail(400, { values, errors: parsed.errors });
		return attempt({ ...values }, async () => {
			await editDraft(db, clock, survey.id, parsed.draft, actor.userId);
			redirect(303, `/office/surveys/${survey.id}`);
		});
	}
};
