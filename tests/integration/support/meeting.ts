import { windowAt } from '$lib/domain/meeting-window';
import type { App } from '$lib/server/app';
import { giveTicket, type Giving } from '$lib/server/meetings/give-ticket';
import { signAttendance } from '$lib/server/meetings/sign-attendance';
import { windowToken } from '$lib/server/meetings/stamp';
import { visitMeeting, type MeetingVisit } from '$lib/server/meetings/visit';
import { makeOpenSurvey, type SurveyOptions, type TestSurvey } from './open-survey';

export const witnesses: [string, string] = ['陈敏', '王芳'];

/** An open meeting survey, with its attendance signed off unless that is null. */
export async function makeMeeting(
	app: App,
	{ attending, ...options }: SurveyOptions & { attending: number | null }
): Promise<TestSurvey> {
	const survey = await makeOpenSurvey(app, {
		...{ mode: 'meeting', codes: 0, eligible: 60, ...options }
	});
	if (attending !== null)
		await signAttendance(app, survey.surveyId, { attending, witnesses }, survey.by);
	return survey;
}

/** What the projected page shows now. */
export function shownToken(app: App, surveyId: string): string {
	const window = windowAt(app.clock.now().getTime());
	return windowToken({ pepper: app.ballots.pepperOf(surveyId), surveyId }, window);
}

/** A phone that scans what is shown now; `cookie` is what it holds already. */
export function scan(app: App, surveyId: string, cookie?: string): Promise<MeetingVisit> {
	return visitMeeting(app, surveyId, { cookie, token: shownToken(app, surveyId) });
}

/** A new phone that scans and takes its ticket; empty where it gets none. */
export async function takeTicket(app: App, surveyId: string): Promise<string> {
	const { ticket, pass } = await scan(app, surveyId);
	const giving: Giving = await giveTicket(app, surveyId, { ticket, pass });
	return giving === 'given' ? (ticket ?? '') : '';
}
