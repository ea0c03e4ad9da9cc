import { roundedTurnout } from '$lib/domain/turnout';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import type { Day } from '../database/values';

export interface SignOff {
	seq: number;
	attending: number;
	witnesses: readonly [string, string];
	day: Day;
	/** Whose account recorded it. */
	by: string;
}

/** A meeting as staff see it. */
export interface MeetingView {
	/** 到会, as last signed for; null before the first sign-off. */
	attending: number | null;
	giving: boolean;
	/** Tickets given: rounded down to tens until the survey is over, for no ballot comes without one. */
	given: number;
	exact: boolean;
	/** Everybody signed for has a ticket. */
	full: boolean;
	signOffs: SignOff[];
}

export async function readMeeting(
	db: Database,
	survey: Pick<Survey, 'id' | 'issued' | 'state'>
): Promise<MeetingView> {
	const meeting = await db
		.selectFrom('meeting')
		.selectAll()
		.where('survey_id', '=', survey.id)
		.executeTakeFirst();
	const exact = survey.state !== 'open';
	return {
		attending: meeting?.attending ?? null,
		giving: meeting?.giving === 1 && survey.state === 'open',
		given: exact ? survey.issued : roundedTurnout(survey.issued),
		exact,
		full: meeting !== undefined && survey.issued >= meeting.attending,
		signOffs: await listSignOffs(db, survey.id)
	};
}

async function listSignOffs(db: Database, surveyId: string): Promise<SignOff[]> {
	const rows = await db
		.selectFrom('attendance')
		.innerJoin('user', 'user.id', 'attendance.signed_by')
		.select(['seq', 'attending', 'witness_a', 'witness_b', 'day', 'user.name as by'])
		.where('survey_id', '=', surveyId)
		.orderBy('seq')
		.execute();
	return rows.map(({ witness_a, witness_b, ...row }) => ({
		...row,
		witnesses: [witness_a, witness_b]
	}));
}
