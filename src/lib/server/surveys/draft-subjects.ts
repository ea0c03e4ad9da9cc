import { isUniqueViolation } from '../database/dialect';
import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import type { Moded } from './draft-mode';
import type { SurveyDraft } from './draft-survey';

/** Takes the union's places of the year. Refuses `subject_taken` and `year_has_history`. */
export async function insertSubjects(
	trx: Transaction,
	surveyId: string,
	{ unionId, year, subjects, mode }: Moded
): Promise<void> {
	const rows = subjects.map((subject) => ({
		...{ survey_id: surveyId, subject, union_id: unionId, year },
		// The one place of the year is for surveys that may count.
		live: mode === 'poster' ? (0 as const) : (1 as const),
		person_id: null
	}));
	if (mode !== 'poster') await checkNoHistory(trx, { unionId, year, subjects });
	try {
		await trx.insertInto('survey_subject').values(rows).execute();
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refused('subject_taken');
		throw error;
	}
}

/** Figures that were entered for an earlier year hold its place. */
async function checkNoHistory(
	trx: Transaction,
	{ unionId, year, subjects }: Pick<SurveyDraft, 'unionId' | 'year' | 'subjects'>
): Promise<void> {
	const standing = await trx
		.selectFrom('result')
		.select('id')
		.where('union_id', '=', unionId)
		.where('year', '=', year)
		.where('subject', 'in', subjects)
		.where('source', '=', 'history')
		.where('status', 'in', ['valid', 'pending'])
		.executeTakeFirst();
	if (standing) throw new Refused('year_has_history');
}
