import { checkDates, type RoundDates } from '$lib/domain/round-dates';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { datesOf } from './find-application';
import { columnsOf } from './open-round';

/**
 * Changes the dates of a round, with a reason; they hold at once. Refuses `not_found`, `reason_needed`,
 * `bad_round_dates`, and `own_round` to whoever holds a role in a union that takes part.
 */
export async function changeRoundDates(
	db: Database,
	clock: Clock,
	roundId: string,
	{ dates, reason }: { dates: RoundDates; reason: string },
	by: string
): Promise<void> {
	if (checkDates(dates)) throw new Refused('bad_round_dates');
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const before = datesOf(await lockRound(trx, roundId));
		await refuseTakingPart(trx, roundId, by);
		await trx.updateTable('round').set(columnsOf(dates)).where('id', '=', roundId).execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'change_dates', noun: 'round', nounId: roundId },
			detail: { from: before, to: dates, reason: reason.trim() }
		});
	});
}

async function refuseTakingPart(trx: Transaction, roundId: string, by: string): Promise<void> {
	const own = await trx
		.selectFrom('application')
		.innerJoin('role', 'role.union_id', 'application.union_id')
		.select('application.id')
		.where('application.round_id', '=', roundId)
		.where('application.state', '<>', 'withdrawn')
		.where('role.user_id', '=', by)
		.limit(1)
		.executeTakeFirst();
	if (own) throw new Refused('own_round');
}

/** Takes back a round in which nobody has applied. Refuses `not_found`, `round_in_use`. */
export async function removeRound(
	db: Database,
	clock: Clock,
	roundId: string,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		const { union_id: unionId, year, level } = await lockRound(trx, roundId);
		const used = await trx
			.selectFrom('application')
			.select('id')
			.where('round_id', '=', roundId)
			.limit(1)
			.executeTakeFirst();
		if (used) throw new Refused('round_in_use');
		await trx.deleteFrom('round').where('id', '=', roundId).execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'remove', noun: 'round', nounId: roundId },
			...{ unionId, detail: { year, level } }
		});
	});
}

/** Holds the round's row until the transaction ends. Refuses `not_found`. */
export async function lockRound(trx: Transaction, roundId: string) {
	const round = await trx
		.updateTable('round')
		.set((eb) => ({ created_by: eb.ref('created_by') }))
		.where('id', '=', roundId)
		.returningAll()
		.executeTakeFirst();
	if (!round) throw new Refused('not_found');
	return round;
}
