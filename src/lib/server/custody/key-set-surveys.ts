import type { SurveyState } from '$lib/domain/words';
import type { Database } from '../database/open';

/** A survey whose box the sheets of a set open. */
export interface KeySetSurvey {
	id: string;
	title: string;
	state: SurveyState;
	unionName: string;
}

/** All surveys of a set, by title. */
export function listSurveysOf(db: Database, keySetId: string): Promise<KeySetSurvey[]> {
	return db
		.selectFrom('survey_key_set')
		.innerJoin('survey', 'survey.id', 'survey_key_set.survey_id')
		.innerJoin('union', 'union.id', 'survey.union_id')
		.select(['survey.id', 'survey.title', 'survey.state', 'union.name as unionName'])
		.where('key_set_id', '=', keySetId)
		.orderBy('union.name')
		.orderBy('survey.title')
		.orderBy('survey.id')
		.execute();
}

/** Those that have not opened: the rehearsal is for all of them. */
export async function listDraftsOf(db: Database, keySetId: string): Promise<KeySetSurvey[]> {
	return (await listSurveysOf(db, keySetId)).filter(({ state }) => state === 'draft');
}
