import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { readChairPlan } from '../electorates/chair-plan';
import { countChairs } from '../electorates/find-electors';
import { Refused } from '../refusals';

/**
 * Counts 应参评 of a draft anew, after chairs or unions below have changed. A consent given to the draft as it stood goes.
 * Refuses `wrong_state`, `no_electors`, `electorate_shrank`.
 */
export async function recountElectors(
	db: Database,
	clock: Clock,
	surveyId: string,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		const draft = await trx
			.updateTable('survey')
			.set({ consent_by: null, consent_reason: null, scheduled: 0 })
			.where('id', '=', surveyId)
			.where('state', '=', 'draft')
			.returning(['union_id', 'eligible', 'issued'])
			.executeTakeFirst();
		const plan = await readChairPlan(trx, surveyId);
		if (!draft || !plan) throw new Refused('wrong_state');
		const eligible = await countChairs(trx, draft.union_id, plan);
		if (eligible === 0) throw new Refused('no_electors');
		if (draft.issued > eligible) throw new Refused('electorate_shrank');
		await trx.updateTable('survey').set({ eligible }).where('id', '=', surveyId).execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'recount', noun: 'survey', nounId: surveyId },
			detail: { before: draft.eligible, eligible }
		});
	});
}
