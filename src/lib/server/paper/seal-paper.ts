import { addCounts } from '$lib/domain/paper-count';
import type { OpenedBox } from '../ballots/open-box';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { readPaperAccount, readPaperCount } from './read-paper';

/** What the result row says of paper ballots. */
export interface PaperShare {
	handedOut: number;
	returned: number;
}

/** Handed out and returned on paper, by confirmed counts; nothing for a survey without. */
export async function readPaperShare(
	trx: Transaction,
	survey: Pick<Survey, 'id'>
): Promise<PaperShare> {
	const account = await readPaperAccount(trx, survey.id);
	if (!account || account.confirmed_by === null) return { handedOut: 0, returned: 0 };
	return { handedOut: account.handed_out, returned: account.returned };
}

/**
 * The box with the paper counts added to those online: only the sums are ever sealed and shown. The paper counts go in
 * the same transaction, for one channel taken from the sum would tell the other.
 */
export async function addPaperCounts(
	trx: Transaction,
	survey: Pick<Survey, 'id' | 'paper'>,
	opened: OpenedBox
): Promise<OpenedBox> {
	if (survey.paper === 0) return opened;
	const paper = await readPaperCount(trx, survey.id);
	if (!paper) throw new Error(`paper counts of survey ${survey.id} are not there`);
	const counts = new Map(
		[...opened.counts].map(([id, online]) => {
			const onPaper = paper.answers[id];
			if (!onPaper) throw new Error(`no paper counts for ${id}`);
			return [id, addCounts(online, onPaper)];
		})
	);
	await forgetPaperCounts(trx, survey.id);
	return { ...opened, counts };
}

/** Deletes the figures per question; the account stays. */
export async function forgetPaperCounts(trx: Transaction, surveyId: string): Promise<void> {
	await trx
		.updateTable('paper_answer')
		.set({ locked: 2 })
		.where('survey_id', '=', surveyId)
		.execute();
	await trx.deleteFrom('paper_answer').where('survey_id', '=', surveyId).execute();
}
