import { readCodesRoot } from '../ballots/codes-root';
import type { Transaction } from '../database/transaction';

/**
 * What the log says of a meeting when its box is shut: how many attended, how many tickets were given, and the root over
 * them. Nothing for a survey in another mode.
 */
export async function stateTickets(trx: Transaction, surveyId: string) {
	const survey = await trx
		.selectFrom('survey')
		.leftJoin('meeting', 'meeting.survey_id', 'survey.id')
		.select(['mode', 'issued', 'attending'])
		.where('survey.id', '=', surveyId)
		.executeTakeFirstOrThrow();
	if (survey.mode !== 'meeting') return {};
	const { issued: tickets, attending } = survey;
	return { attending: attending ?? 0, tickets, ...(await readCodesRoot(trx, surveyId)) };
}
