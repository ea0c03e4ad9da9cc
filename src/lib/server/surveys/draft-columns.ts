import type { Transaction } from '../database/transaction';
import { toFlag } from '../database/values';
import { Refused } from '../refusals';
import type { SurveyDraft } from './draft-survey';

/** What `columnsOf` writes, and the mode: what an edit is told by. */
export const statedColumns = [
	...(['year', 'title', 'mode', 'electorate', 'eligible', 'min_turnout_num'] as const),
	...(['min_turnout_den', 'opens_at', 'closes_at', 'smallest_group', 'paper'] as const)
];

/** A draft as it stands, by `statedColumns`. Refuses `wrong_state` where there is none. */
export async function readStated(trx: Transaction, surveyId: string) {
	const row = await trx
		.selectFrom('survey')
		.select(statedColumns)
		.where('id', '=', surveyId)
		.executeTakeFirst();
	if (!row) throw new Refused('wrong_state');
	return row;
}

/** The columns of `survey` that a draft states. */
export function columnsOf(draft: SurveyDraft) {
	return {
		year: draft.year,
		title: draft.title,
		electorate: draft.electorate,
		eligible: draft.eligible,
		min_turnout_num: draft.minTurnout.num,
		min_turnout_den: draft.minTurnout.den,
		opens_at: draft.opensAt,
		closes_at: draft.closesAt,
		smallest_group: draft.smallestGroup ?? null,
		paper: toFlag(draft.paper ?? false)
	};
}
