import type { CodeError } from '$lib/domain/ballot-code';
import type { App } from '../app';
import { toInstant } from '../database/values';
import { afterEnd } from './after-end';
import { parseAnswers, type AnswerProblem, type Answers } from './answers';
import { encodeBallot } from './ballot-format';
import { readCredential, type Credential } from './credential';
import { findFrozenSurvey, type FrozenSurvey } from './frozen-survey';
import { seal } from './hpke';
import { receiptNumber } from './receipt-number';
import { findPhase } from './survey-phase';

/** What a member sent; all of it untrusted. `answers` is `{question id: value}`. */
export interface Submission {
	surveyId: string;
	code: unknown;
	submissionId: unknown;
	answers: unknown;
}

export type SubmitOutcome =
	| { kind: 'accepted'; receipt: string }
	| { kind: 'used' | 'voided' }
	| { kind: 'wrong_code'; problem: CodeError | 'unknown' }
	| { kind: 'not_open' | 'closed' | 'void' | 'unknown_survey' }
	/** Too many are waiting; nothing was stored, the same submission may be sent again in a moment. */
	| { kind: 'busy' }
	/** `submission_id` or `ticket` as a question id: a hidden field or cookie is missing or not ours. */
	| { kind: 'invalid'; problems: AnswerProblem[] };

/**
 * The one way into the box. `accepted` is only said of a ballot that is durable; the same code and submission id get the
 * same receipt again, whatever answers come with them, and also after closing. Whether a code exists or was used is told
 * to nobody without complete answers. Throws whatever made the transaction fail, and SecretError.
 */
export async function submitBallot(app: App, submission: Submission): Promise<SubmitOutcome> {
	const survey = await findFrozenSurvey(app, submission.surveyId);
	if (!survey) return beforeOpening(app, submission.surveyId);
	if (toInstant(app.clock.now()) >= survey.closesAt) return afterEnd(app, survey, submission);

	const parsed = parseAnswers(survey.questionnaires, submission.answers);
	if (!parsed.ok) return ifOpen(app, survey, { kind: 'invalid', problems: parsed.problems });
	const read = readCredential(app.ballots.pepperOf(survey.id), survey, submission);
	if (!read.ok) return ifOpen(app, survey, badCredential(read.problem));

	const waiting = app.ballots.commits.submit(sealed(survey, read.credential, parsed.answers));
	if (!waiting) return { kind: 'busy' };
	const stored = await waiting;
	if (stored === 'accepted') {
		app.ballots.watch.noteBallot(survey.id, app.clock.now());
		return { kind: 'accepted', receipt: receiptNumber(read.credential.receiptId) };
	}
	if (stored === 'not_accepting') return afterEnd(app, survey, submission);
	if (stored !== 'unknown_code') return { kind: stored };
	if (survey.mode === 'meeting') return ifOpen(app, survey, badCredential('ticket'));
	return ifOpen(app, survey, { kind: 'wrong_code', problem: 'unknown' });
}

function sealed(survey: FrozenSurvey, credential: Credential, answers: Answers) {
	const plaintext = encodeBallot(survey.questionnaires, answers);
	return {
		surveyId: survey.id,
		...credential,
		ct: seal(survey.tallyKey, survey.context, plaintext)
	};
}

async function beforeOpening(app: App, surveyId: unknown): Promise<SubmitOutcome> {
	const phase = await findPhase(app, surveyId);
	if (phase === null) return { kind: 'unknown_survey' };
	return { kind: phase === 'void' ? 'void' : 'not_open' };
}

/** A mistake is only worth telling while the survey can still be answered. */
async function ifOpen(
	app: App,
	survey: FrozenSurvey,
	outcome: SubmitOutcome
): Promise<SubmitOutcome> {
	const phase = await findPhase(app, survey.id);
	return phase === null || phase === 'open' ? outcome : { kind: phase };
}

function badCredential(problem: CodeError | 'submission_id' | 'ticket'): SubmitOutcome {
	if (problem !== 'submission_id' && problem !== 'ticket') return { kind: 'wrong_code', problem };
	return { kind: 'invalid', problems: [{ questionId: problem, problem: 'malformed' }] };
}
