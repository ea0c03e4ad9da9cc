import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { nameOf, settle } from './decide-history';
import { readHistory, type HistoryView } from './read-history';

/**
 * Withdraws what had been approved: it becomes void and counts nowhere from now on; its figures stay as they were.
 * Refuses `not_found`, `reason_needed`, and `stale` for anything that is not approved.
 */
export async function withdrawHistory(
	{ db, clock }: Pick<App, 'db' | 'clock'>,
	{ id, reason, by }: { id: string; reason: string; by: string }
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const view = await readOne(trx, id);
		const { numUpdatedRows } = await trx
			.updateTable('result')
			.set({ status: 'void' })
			.where('id', '=', id)
			.where('source', '=', 'history')
			.where('status', '=', 'valid')
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('stale', nameOf(view));
		const withdrawal = { reason: reason.trim(), at: toInstant(clock.now()) };
		await trx
			.updateTable('history')
			.set({ reason: withdrawal.reason, withdrawn_by: by, withdrawn_at: withdrawal.at })
			.where('result_id', '=', id)
			.execute();
		const { year, subject } = view.result;
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'withdraw', noun: 'history', nounId: id },
			detail: {
				...{ unionId: view.union.id, year, subject, reason: withdrawal.reason },
				...{ before: { status: 'valid' }, after: { status: 'void' } }
			}
		});
	});
}

/** Takes back what one entered oneself and what still waits. Refuses `not_found`, `not_own_history`, `stale`. */
export async function takeBackHistory(
	app: Pick<App, 'db' | 'clock'>,
	actor: Pick<Actor, 'userId' | 'roles'>,
	id: string
): Promise<void> {
	await transaction(app.db, async (trx) => {
		const view = await readOne(trx, id);
		if (view.enteredById !== actor.userId) throw new Refused('not_own_history');
		await settle(trx, app, {
			...{ view, actor, act: 'take_back', consent: false },
			reason: '录入人自己撤回'
		});
	});
}

async function readOne(trx: Transaction, id: string): Promise<HistoryView> {
	const [view] = await readHistory(trx, [id]);
	if (!view) throw new Refused('not_found');
	return view;
}
