import { fail, redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readChairPlan } from '$lib/server/electorates/chair-plan';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { readSuperiorChoices } from '$lib/server/superior/superior-choices';
import { parseSuperiorForm, readSuperiorForm } from '$lib/server/superior/superior-form';
import { superiorDraftValues } from '$lib/server/superior/superior-form-values';
import { editDraft } from '$lib/server/surveys/draft-survey';
import { readSurvey } from '$lib/server/surveys/read-survey';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { survey, union } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
	const { app } = event.locals;
	const draft = await readSurvey(app.db, survey.id);
	const plan = await readChairPlan(app.db, survey.id);
	if (draft?.state !== 'draft' || !plan) redirect(303, `/office/surveys/${survey.id}`);
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title },
		values: superiorDraftValues(draft, plan, app.clock),
		choices: await readSuperiorChoices(app, union)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, survey, union } = await authoriseSurvey(
			event,
			'survey.manage',
			event.params.survey
		);
		const { app } = event.locals;
		const values = readSuperiorForm(await readForm(event.request));
		const choices = await readSuperiorChoices(app, union);
		const parsed = parseSuperiorForm(values, union.id, choices, app.clock);
		if ('errors' in parsed) return fail(400, { values, errors: parsed.errors });
		return attempt({ ...values }, async () => {
			await editDraft(app.db, app.clock, survey.id, parsed.draft, actor.userId);
			redirect(303, `/office/surveys/${survey.id}`);
		});
	}
};
