import type { SealedCounts } from '$lib/domain/counts';
import { readBox } from '../ballots/read-box';
import { newId } from '../database/id';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { forgetPaperCounts, readPaperShare } from '../paper/seal-paper';
import type { Instant } from '../database/values';

const nothingKnown: SealedCounts = {
	disclosure: 'suppressed',
	favourable: null,
	satisfied: null,
	basically_satisfied: null,
	dissatisfied: null,
	unsure: null,
	blank: null,
	invalid: null
};

/**
 * Makes the results of a void survey void. One that was never counted leaves a void row per subject all the same, with
 * its participation only: a year made void must not look like a year without a survey.
 */
export async function voidResults(trx: Transaction, survey: Survey, now: Instant): Promise<void> {
	const { numUpdatedRows } = await trx
		.updateTable('result')
		.set({ status: 'void' })
		.where('survey_id', '=', survey.id)
		.executeTakeFirst();
	if (numUpdatedRows > 0n || !survey.rules) return;
	const subjects = await trx
		.selectFrom('survey_subject')
		.select(['subject', 'person_id'])
		.where('survey_id', '=', survey.id)
		.execute();
	const { ballots } = await readBox(trx, survey.id);
	const paper = await readPaperShare(trx, survey);
	await forgetPaperCounts(trx, survey.id);
	const rows = subjects.map(({ subject, person_id }) => ({
		...{ id: newId(), union_id: survey.union_id, subject, year: survey.year, person_id },
		...{ source: 'survey' as const, status: 'void' as const, survey_id: survey.id },
		...{ mode: survey.mode, electorate: survey.electorate, eligible: survey.eligible },
		issued: survey.issued + paper.handedOut,
		...{ returned_online: ballots, returned_paper: paper.returned, ...nothingKnown },
		rules: survey.rules as NonNullable<typeof survey.rules>,
		...{ min_turnout_num: survey.min_turnout_num, min_turnout_den: survey.min_turnout_den },
		...{ consent: 0 as const, counted_at: now }
	}));
	await trx.insertInto('result').values(rows).execute();
}
