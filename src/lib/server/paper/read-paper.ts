import type { Counts } from '$lib/domain/counts';
import type { PaperCount } from '$lib/domain/paper-count';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';

/** Who stands for the paper counts of a survey. */
export interface PaperEntry {
	enteredBy: string;
	enteredName: string;
	confirmedBy: string | null;
	confirmedName: string | null;
}

/** The account of a survey's paper ballots without counts; undefined while nobody has entered it. */
export function readPaperAccount(db: Database, surveyId: string) {
	return db
		.selectFrom('paper_count')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
}

export async function readPaperEntry(db: Database, surveyId: string): Promise<PaperEntry | null> {
	const row = await db
		.selectFrom('paper_count')
		.innerJoin('user as one', 'one.id', 'paper_count.entered_by')
		.leftJoin('user as two', 'two.id', 'paper_count.confirmed_by')
		.select(['entered_by', 'confirmed_by', 'one.name as one', 'two.name as two'])
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
	if (!row) return null;
	const { entered_by: enteredBy, confirmed_by: confirmedBy, one, two } = row;
	return { enteredBy, enteredName: one, confirmedBy, confirmedName: two };
}

/** What was entered, figures included; they are there until they are sealed into the result. */
export async function readPaperCount(db: Database, surveyId: string): Promise<PaperCount | null> {
	const account = await readPaperAccount(db, surveyId);
	if (!account) return null;
	const rows = await db
		.selectFrom('paper_answer')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.execute();
	const answers = Object.fromEntries(
		rows.map(({ survey_id: _survey, question_id, locked: _locked, ...counts }) => [
			question_id,
			counts satisfies Counts
		])
	);
	const { printed, handed_out, leftover, spoiled, returned } = account;
	return { printed, handed_out, leftover, spoiled, returned, answers };
}

/** Whether counting still has to wait for paper counts that two people stand for. */
export async function paperPending(db: Database, surveyId: string): Promise<boolean> {
	const row = await db
		.selectFrom('survey')
		.leftJoin('paper_count', 'paper_count.survey_id', 'survey.id')
		.select(['paper', 'confirmed_by'])
		.where('survey.id', '=', surveyId)
		.executeTakeFirst();
	return row?.paper === 1 && row.confirmed_by === null;
}

/** Holds a closed survey with paper ballots that is not counted yet. Refuses `paper_not_due`. */
export async function lockPaperSurvey(trx: Transaction, surveyId: string): Promise<Survey> {
	const survey = await trx
		.updateTable('survey')
		.set((eb) => ({ issued: eb.ref('issued') }))
		.where('id', '=', surveyId)
		.where('state', '=', 'closed')
		.where('paper', '=', 1)
		.returningAll()
		.executeTakeFirst();
	if (!survey) throw new Refused('paper_not_due');
	return survey;
}
