import { redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { showElectorate } from '$lib/server/electorates/show-electorate';
import { attempt } from '$lib/server/refusals';
import { recountElectors } from '$lib/server/superior/recount-electors';
import type { Actions, PageServerLoad } from './$types';

const perPage = 100;

export const load: PageServerLoad = async (event) => {
	const { union, survey, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const electorate = await showElectorate(event.locals.app, survey);
	if (!electorate) redirect(303, `/office/surveys/${survey.id}`);
	const { electors, ...rest } = electorate;
	const pages = Math.max(1, Math.ceil(electors.length / perPage));
	const asked = Number(event.url.searchParams.get('page'));
	const page = Math.min(pages, Number.isInteger(asked) && asked > 0 ? asked : 1);
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title, state: survey.state, eligible: survey.eligible },
		electorate: rest,
		listed: electors.length,
		electors: electors.slice((page - 1) * perPage, page * perPage),
		...{ page, pages },
		manages: may('survey.manage')
	};
};

export const actions: Actions = {
	recount: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		return attempt({}, async () => {
			await recountElectors(db, clock, survey.id, actor.userId);
			redirect(303, `/office/surveys/${survey.id}`);
		});
	}
};
