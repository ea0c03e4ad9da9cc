import { fail, redirect } from '@sveltejs/kit';
import { authorise } from '$lib/server/accounts/authorise';
import { readSignInRules, setSignInRules, signInForm } from '$lib/server/accounts/sign-in-rules';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'setting.manage');
	return {
		rules: await readSignInRules(event.locals.app.db),
		saved: event.url.searchParams.get('done') === 'saved'
	};
};

export const actions: Actions = {
	default: async (event) => {
		const actor = authorise(event, 'setting.manage');
		const { data, invalid } = parseForm(signInForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		await setSignInRules(event.locals.app, data, actor.userId);
		redirect(303, '/office/settings/sign-in?done=saved');
	}
};
