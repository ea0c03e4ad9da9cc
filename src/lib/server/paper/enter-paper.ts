import { accountFields, type PaperCount } from '$lib/domain/paper-count';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { today } from '../today';
import { lockPaperSurvey, readPaperAccount } from './read-paper';

/**
 * Stores what the first person counted; the sums are checked by `readPaperForm`. Nothing counts before a second person
 * has confirmed it. Refuses `paper_not_due`, `paper_entered_already`.
 */
export async function enterPaper(
	db: Database,
	clock: Clock,
	surveyId: string,
	{ answers, ...account }: PaperCount,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		await lockPaperSurvey(trx, surveyId);
		if (await readPaperAccount(trx, surveyId)) throw new Refused('paper_entered_already');
		await trx
			.insertInto('paper_count')
			.values({
				...{ survey_id: surveyId, ...account },
				...{ entered_by: by, confirmed_by: null, day: today(clock) }
			})
			.execute();
		const rows = Object.entries(answers).map(([question_id, counts]) => ({
			...{ survey_id: surveyId, question_id },
			...counts
		}));
		await trx.insertInto('paper_answer').values(rows).execute();
		// The account only: counts of one channel are never told.
		const detail = Object.fromEntries(accountFields.map((field) => [field, account[field]]));
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'enter_paper', noun: 'survey', nounId: surveyId },
			detail
		});
	});
}

/** Takes back what was entered and is not confirmed. Refuses `paper_not_due`, `paper_not_entered`. */
export async function withdrawPaper(
	db: Database,
	clock: Clock,
	surveyId: string,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		await lockPaperSurvey(trx, surveyId);
		const { numDeletedRows } = await trx
			.deleteFrom('paper_count')
			.where('survey_id', '=', surveyId)
			.where('confirmed_by', 'is', null)
			.executeTakeFirst();
		if (numDeletedRows !== 1n) throw new Refused('paper_not_entered');
		await trx.deleteFrom('paper_answer').where('survey_id', '=', surveyId).execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'withdraw_paper', noun: 'survey', nounId: surveyId }
		});
	});
}
