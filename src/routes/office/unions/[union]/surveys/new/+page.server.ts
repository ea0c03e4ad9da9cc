import { fail, redirect } from '@sveltejs/kit';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { draftSurvey } from '$lib/server/surveys/draft-survey';
import { parseSurveyForm, readSurveyForm } from '$lib/server/surveys/survey-form';
import { loadSurveyForm } from '$lib/server/surveys/survey-form-context';
import { newSurveyValues } from '$lib/server/surveys/survey-form-values';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'survey.manage', event.params.union);
	const { app } = event.locals;
	return {
		union: { id: union.id, name: union.name },
		values: newSurveyValues(union, app.rubrics.rules, app.clock),
		context: await loadSurveyForm(app, union)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'survey.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const values = readSurveyForm(await readForm(event.request));
		const parsed = parseSurveyForm(
			values,
			union.id,
			clock,
			event.locals.app.rubrics.rules.suppression
		);
		if ('errors' in parsed) return fail(400, { values, errors: parsed.errors });
		return attempt({ ...values }, async () => {
			const id = await draftSurvey(db, clock, parsed.draft, actor.userId);
			redirect(303, `/office/surveys/${id}`);
		});
	}
};
