import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { notThere } from '$lib/server/exports/form-file';
import { readOfficialForm } from '$lib/server/exports/read-official-form';
import type { PageServerLoad } from './$types';

/** The official form, filled in, for the printer. */
export const load: PageServerLoad = async (event) => {
	const sheet = await authoriseAssessment(event, 'read', event.params);
	const { union, year } = sheet;
	const form = await readOfficialForm(event.locals.app, sheet).catch(notThere);
	return { form, back: `/office/unions/${union.id}/assessments/${year}` };
};
