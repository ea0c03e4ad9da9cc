import type { App } from '../app';
import { giveTicket } from '../meetings/give-ticket';
import { signAttendance } from '../meetings/sign-attendance';
import { newPass } from '../meetings/stamp';
import { newTicket } from '../meetings/ticket';

/** Signs for the attendance of an open meeting survey and gives everybody a ticket; the tickets answer as codes do. */
export async function holdMeeting(
	app: App,
	surveyId: string,
	attending: number,
	by: string
): Promise<string[]> {
	await signAttendance(app, surveyId, { attending, witnesses: ['陈秀兰', '周志明'] }, by);
	const signer = { pepper: app.ballots.pepperOf(surveyId), surveyId };
	const tickets = Array.from({ length: attending }, newTicket);
	for (const ticket of tickets) {
		const pass = newPass(signer, ticket, app.clock.now().getTime());
		await giveTicket(app, surveyId, { ticket, pass });
	}
	return tickets;
}
