import type { App } from '../app';
import { findTicket } from './find-ticket';
import type { Giving } from './give-ticket';
import { newPass, readWindowToken } from './stamp';
import { isTicket, newTicket } from './ticket';

/** What a phone is shown at an open meeting survey. */
export type MeetingStep =
	/** It has a ticket: the ballot paper. */
	| 'ballot'
	/** Its ballot is in the box. */
	| 'done'
	/** It has just scanned: a ticket is waiting. */
	| 'take'
	/** No code of the projected page, or none that is good for this survey. */
	| 'scan'
	/** The code has changed since. */
	| 'stale'
	| Exclude<Giving, 'given'>;

export interface MeetingVisit {
	step: MeetingStep;
	/** What the phone's cookie is to hold; null leaves it as it is. */
	ticket: string | null;
	/** For `take`: goes back with the form. */
	pass: string;
}

/**
 * Looks at a phone without giving or storing anything: chat apps open the addresses they see by themselves, and that must
 * cost nobody a ticket. `cookie` and `token` (of the scanned address) are untrusted.
 */
export async function visitMeeting(
	app: App,
	surveyId: string,
	{ cookie, token }: { cookie: unknown; token: string | null }
): Promise<MeetingVisit> {
	const at = (step: MeetingStep): MeetingVisit => ({ step, ticket: null, pass: '' });
	const standing = await findTicket(app, surveyId, cookie);
	if (standing !== 'none') return at(standing === 'spent' ? 'done' : 'ballot');
	const signer = { pepper: app.ballots.pepperOf(surveyId), surveyId };
	const now = app.clock.now().getTime();
	const scanned = readWindowToken(signer, token, now);
	if (scanned !== 'fresh') return at(scanned ?? 'scan');
	const closed = await whyNone(app, surveyId);
	if (closed) return at(closed);
	const held = isTicket(cookie) ? cookie : newTicket();
	return {
		step: 'take',
		ticket: held === cookie ? null : held,
		pass: newPass(signer, held, now)
	};
}

/** Said before anybody tries; whether there really is one more, giving it decides. */
async function whyNone(app: App, surveyId: string): Promise<'stopped' | 'all_given' | null> {
	const meeting = await app.db
		.selectFrom('meeting')
		.innerJoin('survey', 'survey.id', 'meeting.survey_id')
		.select(['giving', 'attending', 'issued'])
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
	if (meeting?.giving !== 1) return 'stopped';
	return meeting.issued >= meeting.attending ? 'all_given' : null;
}
