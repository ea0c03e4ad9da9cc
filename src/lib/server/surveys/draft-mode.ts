import type { Mode } from '$lib/domain/words';
import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import type { SurveyDraft } from './draft-survey';

/** A draft whose mode is settled. */
export type Moded = Omit<SurveyDraft, 'mode'> & { mode: Mode };

export async function readMode(trx: Transaction, surveyId: string): Promise<Mode> {
	const survey = await trx
		.selectFrom('survey')
		.select('mode')
		.where('id', '=', surveyId)
		.executeTakeFirst();
	if (!survey) throw new Refused('wrong_state');
	return survey.mode;
}

/** Paper ballots are counted against what was handed out; of a poster nothing is. */
export function checkPaper(mode: Mode, { paper }: SurveyDraft): void {
	// A person at a meeting could take a ticket and a paper ballot: the attendance would cap neither.
	if (mode === 'meeting' && paper) throw new Refused('meeting_without_paper');
	if (mode === 'poster' && paper) throw new Refused('poster_without_paper');
}

/** Codes already printed bound 应参评 from below, and are of no use in another mode. */
export async function checkIssued(
	trx: Transaction,
	surveyId: string,
	{ eligible, mode }: Moded
): Promise<void> {
	const { issued } = await trx
		.selectFrom('survey')
		.select('issued')
		.where('id', '=', surveyId)
		.executeTakeFirstOrThrow();
	if (issued > 0 && mode !== 'slip') throw new Refused('codes_printed');
	if (issued > eligible) throw new Refused('too_many_codes');
}
