import { differingFigures, type PaperCount } from '$lib/domain/paper-count';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { appendLog } from '../ballots/append-log';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { countSurvey } from '../results/count-survey';
import { lockPaperSurvey, readPaperCount, readPaperEntry } from './read-paper';

/**
 * The second person enters everything again without seeing the first entry. Gives the names of the figures that differ;
 * none: the counts are confirmed for good, logged, and the survey is counted unless trustees keep its key.
 * Refuses `paper_not_due`, `paper_not_entered`, `paper_entered_already`, `paper_same_person`.
 */
export async function confirmPaper(
	app: App,
	surveyId: string,
	count: PaperCount,
	by: string
): Promise<string[]> {
	const differing = await transaction(app.db, async (trx) => {
		await lockPaperSurvey(trx, surveyId);
		const entry = await readPaperEntry(trx, surveyId);
		const first = await readPaperCount(trx, surveyId);
		if (!entry || !first) throw new Refused('paper_not_entered');
		if (entry.confirmedBy !== null) throw new Refused('paper_entered_already');
		if (entry.enteredBy === by) throw new Refused('paper_same_person');
		const figures = differingFigures(first, count);
		await recordAudit(trx, app.clock, {
			...{ userId: by, noun: 'survey', nounId: surveyId },
			action: figures.length > 0 ? 'differ_paper' : 'confirm_paper',
			detail: { figures: figures.length }
		});
		if (figures.length === 0) await lockCount(trx, surveyId, count, by);
		return figures;
	});
	if (differing.length === 0) await countSurvey(app, surveyId);
	return differing;
}

async function lockCount(
	trx: Transaction,
	surveyId: string,
	{ answers: _answers, ...account }: PaperCount,
	by: string
): Promise<void> {
	await trx
		.updateTable('paper_count')
		.set({ confirmed_by: by })
		.where('survey_id', '=', surveyId)
		.execute();
	await trx
		.updateTable('paper_answer')
		.set({ locked: 1 })
		.where('survey_id', '=', surveyId)
		.execute();
	await appendLog(trx, surveyId, 'paper', { ...account });
}
