import { error } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { recordAudit } from '$lib/server/audit/record-audit';
import { keepCheckpoint } from '$lib/server/ballots/keep-checkpoints';
import { transaction } from '$lib/server/database/transaction';
import { writeBundle } from '$lib/server/verification/bundle';
import { readReviewWindow } from '$lib/server/verification/review-window';
import { fileResponse, streamText } from '$lib/server/verification/stream-text';
import type { RequestHandler } from './$types';

/** The review bundle of a counted survey, in the dispute window; a POST, because taking it is put on record. */
export const POST: RequestHandler = async (event) => {
	const { actor, survey } = await authoriseSurvey(event, 'survey.review', event.params.survey);
	const { app } = event.locals;
	const window = await readReviewWindow(app, survey);
	if (!window?.ready) error(409, '现在没有复核包：要在计票以后、争议期以内。');
	await transaction(app.db, (trx) =>
		recordAudit(trx, app.clock, {
			...{ userId: actor.userId, action: 'review', noun: 'survey', nounId: survey.id }
		})
	);
	await keepCheckpoint(app, survey.id);
	const text = streamText(writeBundle(app.db, survey, 'review'));
	return fileResponse(`pingjia-${survey.id}-review.txt`, text);
};
