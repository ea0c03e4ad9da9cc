import { redirect } from '@sveltejs/kit';
import type { Elector } from '$lib/domain/chair-electorate';
import { orderRows } from '$lib/domain/row-order';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { showElectorate } from '$lib/server/electorates/show-electorate';
import { pageOf } from '$lib/server/page-of';
import { attempt } from '$lib/server/refusals';
import { recountElectors } from '$lib/server/superior/recount-electors';
import type { Actions, PageServerLoad } from './$types';

/** By code where that is equal. */
const orders = (names: ReadonlyMap<string, string>) => ({
	code: ({ code }: Elector) => code,
	kind: ({ kind }: Elector) => names.get(kind) ?? kind,
	drawn: ({ drawn }: Elector) => Number(drawn),
	vacant: ({ vacant }: Elector) => Number(vacant)
});

export const load: PageServerLoad = async (event) => {
	const { union, survey, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const electorate = await showElectorate(event.locals.app, survey);
	if (!electorate) redirect(303, `/office/surveys/${survey.id}`);
	const { electors, ...rest } = electorate;
	const address = event.url.searchParams;
	const q = (address.get('q') ?? '').trim().slice(0, 100);
	const text = q.toLowerCase();
	const fitting = electors.filter(
		({ code, name }) => name.toLowerCase().includes(text) || code.toLowerCase().startsWith(text)
	);
	const names = new Map(rest.kinds.map(({ kind, name }) => [kind, name]));
	const ordered = orderRows(fitting, address.get('sort'), orders(names));
	const { rows, page, pages } = pageOf(ordered, Math.trunc(Number(address.get('page'))) || 1, 100);
	return {
		union: { id: union.id, name: union.name },
		survey: { id: survey.id, title: survey.title, state: survey.state, eligible: survey.eligible },
		electorate: rest,
		listed: electors.length,
		electors: rows,
		...{ q, page, pages },
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
