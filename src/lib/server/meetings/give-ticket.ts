import type { App } from '../app';
import { ticketNullifierOf } from '../ballots/nullifiers';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, type Instant } from '../database/values';
import { passHolds } from './stamp';
import { isTicket } from './ticket';

/** `given` also where this phone has taken it before. */
export type Giving = 'given' | 'no_pass' | 'stopped' | 'all_given';

class NotGiven extends Error {}

/**
 * Makes the ticket that a phone already holds into one that may answer, if the phone's pass is good and fewer were given
 * than attend. Asking again gives the same one, so a lost reply takes nobody's ticket away.
 */
export async function giveTicket(
	app: App,
	surveyId: string,
	{ ticket, pass }: { ticket: unknown; pass: unknown }
): Promise<Giving> {
	const pepper = app.ballots.pepperOf(surveyId);
	const now = app.clock.now();
	const signer = { pepper, surveyId };
	if (!isTicket(ticket) || !passHolds(signer, ticket, pass, now.getTime())) return 'no_pass';
	const mac = ticketNullifierOf(pepper, 'meeting', surveyId, ticket);
	try {
		await transaction(app.db, (trx) => give(trx, surveyId, mac, toInstant(now)));
		return 'given';
	} catch (error) {
		if (!(error instanceof NotGiven)) throw error;
		return (await isGiving(app, surveyId)) ? 'all_given' : 'stopped';
	}
}

async function give(trx: Transaction, surveyId: string, mac: Buffer, now: Instant): Promise<void> {
	const added = await trx
		.insertInto('code')
		.values({ survey_id: surveyId, mac })
		.onConflict((conflict) => conflict.columns(['survey_id', 'mac']).doNothing())
		.returning('mac')
		.executeTakeFirst();
	if (!added) return;
	// The cap: one conditional statement, whoever else asks at the same time.
	const { numUpdatedRows } = await trx
		.updateTable('survey')
		.set((eb) => ({ issued: eb('issued', '+', 1) }))
		.where('id', '=', surveyId)
		.where('mode', '=', 'meeting')
		.where('state', '=', 'open')
		.where('closes_at', '>', now)
		.where('issued', '<', (eb) =>
			eb
				.selectFrom('meeting')
				.select('attending')
				.whereRef('meeting.survey_id', '=', 'survey.id')
				.where('giving', '=', 1)
		)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new NotGiven();
}

/** Only for what to say: the statement above has decided. */
async function isGiving(app: App, surveyId: string): Promise<boolean> {
	const meeting = await app.db
		.selectFrom('meeting')
		.innerJoin('survey', 'survey.id', 'meeting.survey_id')
		.select('giving')
		.where('survey_id', '=', surveyId)
		.where('survey.state', '=', 'open')
		.executeTakeFirst();
	return meeting?.giving === 1;
}
