import { publicationPeriod } from '$lib/domain/publication-period';
import { recordAudit } from '../audit/record-audit';
import { today, type Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag, toInstant, type Day, type Instant } from '../database/values';
import { Refused } from '../refusals';

/** What whoever publishes states beside the results. */
export interface PublicationNotice {
	/** Calendar days, today included. */
	days: number;
	/** 意见反映渠道: where to object. */
	contact: string;
	/** The union's archive lists its approved figures of before the platform, too. */
	withHistory: boolean;
}

/**
 * 公示: from now on anybody can open the results of a counted survey at /results/<survey>. Again after a withdrawal.
 * Refuses `wrong_state`, also where a publication stands already.
 */
export async function publishSurvey(
	db: Database,
	clock: Clock,
	surveyId: string,
	by: string,
	notice: PublicationNotice
): Promise<void> {
	const now = toInstant(clock.now());
	const { from, to } = publicationPeriod(today(clock), notice.days);
	await transaction(db, async (trx) => {
		await markPublished(trx, surveyId, now);
		const seq = await nextSeq(trx, surveyId);
		await trx
			.insertInto('publication')
			.values({
				...{ survey_id: surveyId, seq, from_day: from as Day, to_day: to as Day },
				...{ contact: notice.contact, with_history: toFlag(notice.withHistory) },
				...{ published_by: by, published_at: now }
			})
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'publish', noun: 'survey', nounId: surveyId },
			detail: {
				...{ seq, from_day: from, to_day: to, contact: notice.contact },
				with_history: notice.withHistory
			}
		});
	});
}

/** The row is locked first, so that two who publish at once follow each other. */
async function markPublished(trx: Transaction, surveyId: string, now: Instant): Promise<void> {
	await trx
		.updateTable('survey')
		.set({ state: 'published' })
		.where('id', '=', surveyId)
		.where('state', '=', 'counted')
		.execute();
	const { numUpdatedRows } = await trx
		.updateTable('survey')
		.set({ published_at: now })
		.where('id', '=', surveyId)
		.where('state', 'in', ['published', 'destroyed'])
		.where('counted_at', 'is not', null)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
	await trx
		.updateTable('result')
		.set({ published_at: now })
		.where('survey_id', '=', surveyId)
		.execute();
}

async function nextSeq(trx: Transaction, surveyId: string): Promise<number> {
	const earlier = await trx
		.selectFrom('publication')
		.select(['seq', 'withdrawn_at'])
		.where('survey_id', '=', surveyId)
		.execute();
	if (earlier.some(({ withdrawn_at }) => withdrawn_at === null)) throw new Refused('wrong_state');
	return earlier.length + 1;
}
