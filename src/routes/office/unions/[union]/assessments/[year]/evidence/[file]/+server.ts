import { error } from '@sveltejs/kit';
import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { rubricFor } from '$lib/server/assessments/read-sheet';
import { serveEvidence } from '$lib/server/evidence/serve-evidence';
import { Refused } from '$lib/server/refusals';
import type { RequestHandler } from './$types';

/** A file of this sheet, for whoever may read the sheet. */
export const GET: RequestHandler = async (event) => {
	const { union, year } = await authoriseAssessment(event, 'read', event.params);
	const { app } = event.locals;
	const rubric = rubricFor(app.rubrics.rubrics, union.level);
	try {
		if (!rubric) throw new Refused('not_found');
		return await serveEvidence(app, { union, year, rubric }, event.params.file);
	} catch (thrown) {
		if (thrown instanceof Refused) error(thrown.status, thrown.text);
		throw thrown;
	}
};
