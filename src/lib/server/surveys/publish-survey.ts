import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';

/** 公示: marks a counted survey and its results as published. Refuses `wrong_state`. */
export async function publishSurvey(
	db: Database,
	clock: Clock,
	surveyId: string,
	by: string
): Promise<void> {
	const now = toInstant(clock.now());
	await transaction(db, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('survey')
			.set({ state: 'published', published_at: now })
			.where('id', '=', surveyId)
			.where('state', '=', 'counted')
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
		await trx
			.updateTable('result')
			.set({ published_at: now })
			.where('survey_id', '=', surveyId)
			.execute();
		await recordAudit(trx, clock, {
			userId: by,
			action: 'publish',
			noun: 'survey',
			nounId: surveyId
		});
	});
}
