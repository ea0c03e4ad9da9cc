import { readForm } from '$lib/server/read-form';
import { redirect } from '@sveltejs/kit';
import { holders as allHolders } from '$lib/domain/custody/box-key';
import type { SurveyState } from '$lib/domain/words';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { overviewCustody } from '$lib/server/custody/custody-overview';
import { openWithSheets } from '$lib/server/custody/open-with-sheets';
import { readBytes } from '$lib/server/custody/place-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

/** Closed: to be counted. Later, until the ballots are destroyed: the key may be taken out for counting again. */
const openable = new Set<SurveyState>(['closed', 'counted', 'published']);

export const load: PageServerLoad = async (event) => {
	const { union, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
	const keySet = await overviewCustody(event.locals.app.db, survey.id);
	const { id, title, state, custody } = survey;
	if (!keySet || !openable.has(state) || custody !== 'trustees' || !survey.tally_key)
		redirect(303, `/office/surveys/${id}/custody`);
	return {
		union: { id: union.id, name: union.name },
		survey: { id, title, state, tallyKey: survey.tally_key.toString('hex') },
		keySet
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const form = await readForm(event.request);
		const key = Buffer.from(readBytes(form, 'key'));
		const brought = form.getAll('holder').map(String);
		const holders = allHolders.filter((holder) => brought.includes(String(holder)));
		return attempt({}, async () => {
			await openWithSheets(event.locals.app, survey.id, { key, holders }, actor.userId);
			redirect(303, `/office/surveys/${survey.id}/result`);
		});
	}
};
