import { redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { parseForm } from '$lib/server/form';
import { publicationDesk } from '$lib/server/publications/publication-desk';
import { previewPage } from '$lib/server/publications/preview-page';
import { publicationForm } from '$lib/server/publications/publication-form';
import { publishSurvey } from '$lib/server/publications/publish-survey';
import { withdrawPublication } from '$lib/server/publications/withdraw-publication';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union, survey, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	if (survey.counted_at === null) redirect(303, `/office/surveys/${survey.id}`);
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title, state: survey.state },
		desk: await publicationDesk(event.locals.app, survey),
		manages: may('survey.manage'),
		supervises: may('survey.supervise')
	};
};

async function reasonOf({ request }: Pick<RequestEvent, 'request'>): Promise<string> {
	return String((await readForm(request)).get('reason') ?? '').slice(0, 500);
}

export const actions: Actions = {
	preview: async (event) => {
		const { survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { app } = event.locals;
		const schema = publicationForm(app.rubrics.rules.publication);
		const { typed, data, invalid } = parseForm(schema, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return { values: typed, errors: {}, preview: await previewPage(app, survey.id, data) };
	},
	publish: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock, rubrics } = event.locals.app;
		const schema = publicationForm(rubrics.rules.publication);
		const { typed, data, invalid } = parseForm(schema, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await publishSurvey(db, clock, survey.id, actor.userId, data);
			redirect(303, `/office/surveys/${survey.id}/publication?done=published`);
		});
	},
	withdraw: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		const reason = await reasonOf(event);
		return attempt({ reason }, () =>
			withdrawPublication(db, clock, survey.id, actor.userId, { reason, from: 'own' })
		);
	},
	'take-down': async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.supervise', event.params.survey);
		const { db, clock } = event.locals.app;
		const reason = await reasonOf(event);
		return attempt({ reason }, () =>
			withdrawPublication(db, clock, survey.id, actor.userId, { reason, from: 'above' })
		);
	}
};
