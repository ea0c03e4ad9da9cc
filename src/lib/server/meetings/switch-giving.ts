import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toFlag } from '../database/values';
import { Refused } from '../refusals';

/** Ends the giving of tickets, or begins it again; who has one can still answer. Refuses `wrong_state`. */
export async function switchGiving(
	db: Database,
	clock: Clock,
	surveyId: string,
	on: boolean,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		const open = trx
			.selectFrom('survey')
			.select('id')
			.where('id', '=', surveyId)
			.where('state', '=', 'open');
		const { numUpdatedRows } = await trx
			.updateTable('meeting')
			.set({ giving: toFlag(on) })
			.where('survey_id', '=', surveyId)
			.where('giving', '=', toFlag(!on))
			.where((eb) => eb.exists(open))
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
		await recordAudit(trx, clock, {
			...{ userId: by, action: on ? 'give_tickets' : 'stop_tickets' },
			...{ noun: 'survey', nounId: surveyId },
			detail: { giving: on, before: !on }
		});
	});
}
