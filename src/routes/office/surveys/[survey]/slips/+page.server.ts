import { redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readCodeRoom } from '$lib/server/ballots/code-room';
import { refusalText } from '$lib/server/refusals';
import { addressNote, addressWarning } from '$lib/server/settings/address-warning';
import { readPublicAddress } from '$lib/server/settings/public-address';
import { mostSlips } from '$lib/server/slips/print-slips';
import { surveyAddress } from '$lib/server/slips/survey-address';
import { countPrinted, listBatches } from '$lib/server/surveys/list-batches';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { survey, union } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
	const { app } = event.locals;
	if ((survey.state !== 'draft' && survey.state !== 'open') || survey.mode !== 'slip')
		redirect(303, `/office/surveys/${survey.id}`);
	const address = await readPublicAddress(app);
	const batches = await listBatches(app.db, survey.id);
	const { more, again } = await readCodeRoom(app.db, survey);
	const { id, title, eligible } = survey;
	return {
		union: { id: union.id, name: union.name },
		survey: { id, title, eligible },
		address: surveyAddress(address, survey.id),
		warning: addressWarning(address),
		note: addressNote(address),
		printed: { batches: batches.length, printed: countPrinted(batches), more, again },
		most: mostSlips,
		refused: refusalText(event.url.searchParams.get('refused'))
	};
};
