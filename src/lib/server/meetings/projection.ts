import { windowAt, windowBounds } from '$lib/domain/meeting-window';
import { roundedTurnout } from '$lib/domain/turnout';
import type { App } from '../app';
import { readBox } from '../ballots/read-box';
import type { Survey } from '../database/schema/survey';
import { toInstant } from '../database/values';
import { readPublicAddress } from '../settings/public-address';
import { qrSvg } from '../slips/qr-svg';
import { surveyAddress } from '../slips/survey-address';
import { windowToken } from './stamp';

/** A code as it is projected, and when: ms since 1970. */
export interface ShownWindow {
	from: number;
	until: number;
	svg: string;
}

/** What the projected page needs for the next half minute. */
export interface Projection {
	/** The server's clock, ms since 1970. */
	now: number;
	/** `waiting`: nobody has signed for the attendance; `full`: everybody signed for has a ticket. */
	state: 'waiting' | 'giving' | 'full' | 'stopped' | 'over';
	/** The window of now and the next one, so that a short gap in the network shows nowhere; empty when nothing is given. */
	windows: ShownWindow[];
	/** 收回, rounded down to tens. */
	returned: number;
}

export async function projectMeeting(app: App, survey: Survey): Promise<Projection> {
	const now = app.clock.now();
	const { ballots } = await readBox(app.db, survey.id);
	const state = await stateOf(app, survey);
	const shows = state === 'giving' || state === 'full';
	const address = surveyAddress(await readPublicAddress(app), survey.id);
	const window = windowAt(now.getTime());
	return {
		...{ now: now.getTime(), state, returned: roundedTurnout(ballots) },
		windows: shows ? [window, window + 1].map((one) => show(app, survey.id, address, one)) : []
	};
}

function show(app: App, surveyId: string, address: string, window: number): ShownWindow {
	const token = windowToken({ pepper: app.ballots.pepperOf(surveyId), surveyId }, window);
	return { ...windowBounds(window), svg: qrSvg(`${address}?w=${token}`) };
}

async function stateOf(app: App, survey: Survey): Promise<Projection['state']> {
	if (survey.mode !== 'meeting' || survey.state === 'draft') return 'waiting';
	if (survey.state !== 'open' || survey.closes_at <= toInstant(app.clock.now())) return 'over';
	const meeting = await app.db
		.selectFrom('meeting')
		.select(['attending', 'giving'])
		.where('survey_id', '=', survey.id)
		.executeTakeFirst();
	if (!meeting) return 'waiting';
	if (meeting.giving === 0) return 'stopped';
	return survey.issued >= meeting.attending ? 'full' : 'giving';
}
