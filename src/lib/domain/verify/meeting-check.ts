import type { LogCheck } from './log-check.ts';
import { check } from './problems.ts';
import type { Statement } from './statements.ts';

/** What the log has said of a meeting (现场码) so far. */
export interface MeetingCheck {
	/** Sign-offs of the attendance. */
	signed: number;
	attending: number;
}

export const noMeeting: MeetingCheck = { signed: 0, attending: 0 };

/** A sign-off: only of a meeting, before its box is shut, each with more people than the last, never more than 应参评. */
export function checkAttendance({ open, shut, meeting }: LogCheck, said: Statement): MeetingCheck {
	check(open?.mode === 'meeting' && !shut, 'meeting');
	const { signed, attending, witnesses } = said;
	check(Number.isInteger(attending) && typeof attending === 'number', 'meeting');
	check(signed === meeting.signed + 1 && attending > meeting.attending, 'meeting');
	check(attending <= open.eligible, 'meeting');
	check(typeof witnesses === 'string' && /^[0-9a-f]{64}$/.test(witnesses), 'meeting');
	return { signed, attending };
}

/** A ballot of a meeting comes within the attendance that was signed for before it. */
export function checkSeat({ open, head, meeting }: LogCheck): void {
	if (open?.mode === 'meeting') check(head.ballots < meeting.attending, 'meeting');
}

/** The end: ballots within the tickets, tickets within the attendance, and nothing of the kind in another mode. */
export function checkTickets({ open, head, meeting }: LogCheck, said: Statement): void {
	const { tickets, attending } = said;
	if (open?.mode !== 'meeting') return check(tickets === undefined, 'meeting');
	check(typeof tickets === 'number' && tickets === said.codes, 'meeting');
	check(attending === meeting.attending && tickets <= attending, 'meeting');
	check(head.ballots <= tickets && said.codes_root !== undefined, 'meeting');
}
