import type { Database } from '../database/open';

const rowsPerStatement = 1000;

/** Deletes ballots, codes, what was spent, in slices that hold up nobody; what an interrupted run left, the next deletes. */
export async function eraseRows(db: Database, surveyId: string): Promise<void> {
	while ((await eraseBallots(db, surveyId)) > 0);
	while ((await eraseSpent(db, surveyId)) > 0);
	while ((await eraseCodes(db, surveyId)) > 0);
	await db.deleteFrom('leftover').where('survey_id', '=', surveyId).execute();
}

async function eraseBallots(db: Database, surveyId: string): Promise<number> {
	const slice = db
		.selectFrom('ballot')
		.select('seq')
		.where('survey_id', '=', surveyId)
		.limit(rowsPerStatement);
	const { numDeletedRows } = await db
		.deleteFrom('ballot')
		.where('survey_id', '=', surveyId)
		.where('seq', 'in', slice)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

async function eraseSpent(db: Database, surveyId: string): Promise<number> {
	const slice = db
		.selectFrom('spent')
		.select('nullifier')
		.where('survey_id', '=', surveyId)
		.limit(rowsPerStatement);
	const { numDeletedRows } = await db
		.deleteFrom('spent')
		.where('survey_id', '=', surveyId)
		.where('nullifier', 'in', slice)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

async function eraseCodes(db: Database, surveyId: string): Promise<number> {
	const slice = db
		.selectFrom('code')
		.select('mac')
		.where('survey_id', '=', surveyId)
		.limit(rowsPerStatement);
	const { numDeletedRows } = await db
		.deleteFrom('code')
		.where('survey_id', '=', surveyId)
		.where('mac', 'in', slice)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
