import { error } from '@sveltejs/kit';
import { keepCheckpoint } from '$lib/server/ballots/keep-checkpoints';
import { writeBundle } from '$lib/server/verification/bundle';
import { findSurvey } from '$lib/server/verification/find-survey';
import { fileResponse, streamText } from '$lib/server/verification/stream-text';
import type { RequestHandler } from './$types';

/** The public bundle, once the survey is counted or void. */
export const GET: RequestHandler = async ({ locals: { app }, params }) => {
	const { id, bundle, state } = await findSurvey(app, params.survey);
	if (!bundle) error(404, '公开核验包在计票以后才有。');
	if (state !== 'destroyed') await keepCheckpoint(app, id);
	const survey = await app.db
		.selectFrom('survey')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const text = streamText(writeBundle(app.db, survey, 'public'));
	return fileResponse(`pingjia-${id}-public.txt`, text);
};
