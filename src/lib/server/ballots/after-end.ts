import type { App } from '../app';
import { readCredential } from './credential';
import type { FrozenSurvey } from './frozen-survey';
import { receiptNumber } from './receipt-number';
import type { Submission, SubmitOutcome } from './submit-ballot';

/**
 * What a submission gets once nothing is accepted any more: `closed` or `void`, but its receipt if the very same
 * submission was stored before the end and only the reply was lost. Only who holds the submission id can learn that.
 */
export async function afterEnd(
	app: App,
	survey: FrozenSurvey,
	submission: Submission
): Promise<SubmitOutcome> {
	const { state } = await app.db
		.selectFrom('survey')
		.select('state')
		.where('id', '=', survey.id)
		.executeTakeFirstOrThrow();
	if (state === 'void') return { kind: 'void' };
	// The codes, and what they were keyed with, are gone.
	if (state === 'destroyed') return { kind: 'closed' };
	return (await findReceipt(app, survey, submission)) ?? { kind: 'closed' };
}

async function findReceipt(
	app: App,
	survey: FrozenSurvey,
	submission: Submission
): Promise<SubmitOutcome | null> {
	const read = readCredential(app.ballots.pepperOf(survey.id), survey, submission);
	if (!read.ok) return null;
	const { nullifier, retryTag, receiptId } = read.credential;
	const stored = await app.db
		.selectFrom('spent')
		.select('kind')
		.where('survey_id', '=', survey.id)
		.where('nullifier', '=', nullifier)
		.where('retry_tag', '=', retryTag)
		.where('kind', '=', 'ballot')
		.executeTakeFirst();
	return stored ? { kind: 'accepted', receipt: receiptNumber(receiptId) } : null;
}
