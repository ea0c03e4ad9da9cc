import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { formFile } from '$lib/server/exports/form-file';
import type { RequestHandler } from './$types';

/** The official form, filled in, as a Word document. */
export const GET: RequestHandler = async (event) => {
	const sheet = await authoriseAssessment(event, 'read', event.params);
	return formFile(event.locals.app, sheet, 'docx');
};
