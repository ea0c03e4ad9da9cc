import type { App } from '../app';
import { ticketNullifierOf } from '../ballots/nullifiers';
import { isTicket } from './ticket';

/** What a phone's cookie is worth: nothing (yet), a ballot, or a ballot that has been cast. */
export type TicketStanding = 'none' | 'given' | 'spent';

/** Told to nobody but the phone that holds the ticket. */
export async function findTicket(
	app: App,
	surveyId: string,
	ticket: unknown
): Promise<TicketStanding> {
	if (!isTicket(ticket)) return 'none';
	const mac = ticketNullifierOf(app.ballots.pepperOf(surveyId), 'meeting', surveyId, ticket);
	const row = await app.db
		.selectFrom('code')
		.leftJoin('spent', (join) =>
			join.onRef('spent.survey_id', '=', 'code.survey_id').onRef('spent.nullifier', '=', 'code.mac')
		)
		.select('spent.kind')
		.where('code.survey_id', '=', surveyId)
		.where('code.mac', '=', mac)
		.executeTakeFirst();
	if (!row) return 'none';
	return row.kind === null ? 'given' : 'spent';
}
