import type { App } from '$lib/server/app';
import { loadBallotPaper, newTicket } from '$lib/server/ballots/ballot-paper';

/** What the hidden field of a fresh form of a poster survey holds; empty for other surveys. */
export async function ticketFor(app: App, surveyId: string): Promise<string> {
	const paper = await loadBallotPaper(app, surveyId);
	if (!paper) throw new Error('no ballot paper');
	return newTicket(app, paper);
}
