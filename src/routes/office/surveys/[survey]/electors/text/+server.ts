import { error } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readElectorateText } from '$lib/server/electorates/read-electorate';
import { fileResponse } from '$lib/server/verification/stream-text';
import type { RequestHandler } from './$types';

/** The frozen list byte for byte as it was hashed. */
export const GET: RequestHandler = async (event) => {
	const { survey } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const text = await readElectorateText(event.locals.app.db, survey);
	if (text === null) error(404, '问卷开启以后才有固定的参评名单。');
	return fileResponse(`pingjia-${survey.id}-electors.txt`, text);
};
