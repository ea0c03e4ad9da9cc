import type { Database } from '../database/open';

/** The state of a survey's box; one that was never made is empty and accepts nothing. */
export async function readBox(
	db: Database,
	surveyId: string
): Promise<{ ballots: number; accepting: boolean }> {
	const box = await db
		.selectFrom('box')
		.select(['ballots', 'accepting'])
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
	return { ballots: box?.ballots ?? 0, accepting: box?.accepting === 1 };
}
