import type { Database } from '../database/open';
import { Refused } from '../refusals';

/** What makes an account one of those who made a survey: its terms, or its opening. */
const making = ['draft', 'edit', 'schedule', 'open'];

/**
 * Whether an account may not consent to or make void this survey, because it drafted, changed or opened it. Of superior
 * appraisals alone, which one role runs and supervises; every other survey has these acts in two unions.
 */
export async function isOwnAct(db: Database, surveyId: string, userId: string): Promise<boolean> {
	const row = await db
		.selectFrom('survey')
		.innerJoin('survey_subject', 'survey_subject.survey_id', 'survey.id')
		.leftJoin('audit', (join) =>
			join
				.onRef('audit.noun_id', '=', 'survey.id')
				.on('audit.noun', '=', 'survey')
				.on('audit.action', 'in', making)
				.on('audit.user_id', '=', userId)
		)
		.select('survey.id')
		.where('survey.id', '=', surveyId)
		.where('subject', '=', 'superior')
		.where((eb) => eb.or([eb('created_by', '=', userId), eb('audit.id', 'is not', null)]))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Refuses `own_act`. */
export async function refuseOwnAct(db: Database, surveyId: string, userId: string): Promise<void> {
	if (await isOwnAct(db, surveyId, userId)) throw new Refused('own_act');
}
