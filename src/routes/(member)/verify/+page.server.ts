import { readForm } from '$lib/server/read-form';
import { fail, redirect } from '@sveltejs/kit';
import { normaliseSurveyNumber } from '$lib/domain/survey-number';
import { readPublicSurvey } from '$lib/server/verification/public-survey';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const typed = String((await readForm(request)).get('number') ?? '');
		const id = normaliseSurveyNumber(typed);
		const survey = id === null ? null : await readPublicSurvey(locals.app, id);
		if (survey) redirect(303, `/verify/${survey.id}`);
		const message = typed.trim()
			? '没有这个编号的问卷，或者它还没有开启。请再核对一次'
			: '请填写问卷编号';
		return fail(typed.trim() ? 404 : 400, { number: typed.slice(0, 100), message });
	}
};
