import { json } from '@sveltejs/kit';
import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { rubricFor } from '$lib/server/assessments/read-sheet';
import { storePart } from '$lib/server/evidence/store-part';
import { Refused } from '$lib/server/refusals';
import type { RequestHandler } from './$types';

/** Takes the next part of a file: what has arrived, and whether the file is whole and kept. */
export const PUT: RequestHandler = async (event) => {
	const { actor, union, year, access } = await authoriseAssessment(
		event,
		['self', 'review'],
		event.params
	);
	const { app } = event.locals;
	const rubric = rubricFor(app.rubrics.rubrics, union.level);
	const { searchParams: query } = event.url;
	try {
		if (!rubric) throw new Refused('not_found');
		if (access.writes === null) throw new Refused('sheet_locked');
		// No form of another site can send this type.
		if (event.request.headers.get('content-type') !== 'application/octet-stream')
			throw new Refused('bad_upload');
		const belonging = {
			...{ criterionId: event.params.criterion, kind: access.writes, by: actor.userId }
		};
		const answer = await storePart(app, { union, year, rubric }, belonging, {
			...{ upload: query.get('upload') ?? '', name: query.get('name') ?? '' },
			...{ size: Number(query.get('size')), offset: Number(query.get('offset')) },
			bytes: new Uint8Array(await event.request.arrayBuffer())
		});
		return json(answer);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return json({ message: error.text }, { status: error.status });
	}
};
