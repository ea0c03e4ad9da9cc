import type { Fraction } from '$lib/domain/fraction';
import { roundedTurnout } from '$lib/domain/turnout';
import type { Subject } from '$lib/domain/words';
import { readBox } from '../ballots/read-box';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';

/** A survey with what it asks about and whom. */
export interface SurveyWithSubjects extends Survey {
	subjects: Subject[];
	/** The chair rated, once the survey has opened. */
	chair_name: string | null;
}

/** Participation while the box is closed: 收回 rounded down to tens, so that nobody sees a single ballot arrive. */
export interface LiveTurnout {
	eligible: number;
	issued: number;
	returned: number;
	/** `returned` of `eligible`; null if nobody is entitled. */
	rate: Fraction | null;
}

/** All surveys of a union, the newest year first; void ones too. */
export async function listSurveys(db: Database, unionId: string): Promise<SurveyWithSubjects[]> {
	const surveys = await db
		.selectFrom('survey')
		.selectAll()
		.where('union_id', '=', unionId)
		.orderBy('year', 'desc')
		.orderBy('created_at', 'desc')
		.execute();
	return withSubjects(db, surveys);
}

/** One survey, or undefined. */
export async function readSurvey(
	db: Database,
	surveyId: string
): Promise<SurveyWithSubjects | undefined> {
	const survey = await db
		.selectFrom('survey')
		.selectAll()
		.where('id', '=', surveyId)
		.executeTakeFirst();
	return survey && (await withSubjects(db, [survey]))[0];
}

/** Adds what the surveys ask about, and whom they rate. */
export async function withSubjects(db: Database, surveys: Survey[]): Promise<SurveyWithSubjects[]> {
	if (surveys.length === 0) return [];
	const rows = await db
		.selectFrom('survey_subject')
		.leftJoin('person', 'person.id', 'survey_subject.person_id')
		.select(['survey_id', 'subject', 'person.name'])
		.where(
			'survey_id',
			'in',
			surveys.map(({ id }) => id)
		)
		// home before chair, as on the ballot.
		.orderBy('subject', 'desc')
		.execute();
	return surveys.map((survey) => {
		const own = rows.filter((row) => row.survey_id === survey.id);
		return {
			...survey,
			subjects: own.map(({ subject }) => subject),
			chair_name: own.find(({ name }) => name !== null)?.name ?? null
		};
	});
}

/** What may be seen of participation before the box is opened. Reads one row of the box. */
export async function readTurnout(
	db: Database,
	survey: Pick<Survey, 'id' | 'eligible' | 'issued'>
): Promise<LiveTurnout> {
	const { ballots } = await readBox(db, survey.id);
	const { eligible, issued } = survey;
	const returned = roundedTurnout(ballots);
	return {
		eligible,
		issued,
		returned,
		rate: eligible > 0 ? { num: returned, den: eligible } : null
	};
}
