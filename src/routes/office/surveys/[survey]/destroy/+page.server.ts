import { isTopUnion } from '$lib/domain/permission';
import { readForm } from '$lib/server/read-form';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { extendWindow } from '$lib/server/destruction/extend-window';
import { viewWindow } from '$lib/server/destruction/window-view';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union, survey, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const { app } = event.locals;
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title, state: survey.state, custody: survey.custody },
		window: await viewWindow(app, survey),
		windowDays: app.rubrics.rules.destruction.window_days,
		supervises: may('survey.supervise'),
		topUnion: isTopUnion(union.path)
	};
};

export const actions: Actions = {
	extend: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.supervise', event.params.survey);
		const reason = String((await readForm(event.request)).get('reason') ?? '').slice(0, 500);
		return attempt({ reason }, () =>
			extendWindow(event.locals.app, survey.id, reason, actor.userId)
		);
	}
};
