import { fail, redirect } from '@sveltejs/kit';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { readSuperiorChoices } from '$lib/server/superior/superior-choices';
import { parseSuperiorForm, readSuperiorForm } from '$lib/server/superior/superior-form';
import { newSuperiorValues } from '$lib/server/superior/superior-form-values';
import { draftSurvey } from '$lib/server/surveys/draft-survey';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'superior.manage', event.params.union);
	const { app } = event.locals;
	const choices = await readSuperiorChoices(app, union);
	return { choices, values: newSuperiorValues(choices, app.rubrics.rules, app.clock) };
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'superior.manage', event.params.union);
		const { app } = event.locals;
		const values = readSuperiorForm(await readForm(event.request));
		const choices = await readSuperiorChoices(app, union);
		const parsed = parseSuperiorForm(values, union.id, choices, app.clock);
		if ('errors' in parsed) return fail(400, { values, errors: parsed.errors });
		return attempt({ ...values }, async () => {
			const id = await draftSurvey(app.db, app.clock, parsed.draft, actor.userId);
			redirect(303, `/office/surveys/${id}`);
		});
	}
};
