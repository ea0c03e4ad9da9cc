import { recordAudit } from '../audit/record-audit';
import { today, type Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { lockTree, readPlace, type Place } from './lock-tree';
import type { Placing } from './move-union';

/**
 * 撤销: the union stays readable with its past, and nothing new can be begun in it. Its chair's term ends today. It counts
 * in the coverage of the years at whose end it still was there. Refuses `reason_needed`, `union_closed`, `root_stays`,
 * `has_unions_below`, `survey_under_way`, `placed_in_round`.
 */
export async function closeUnion(
	db: Database,
	clock: Clock,
	{ unionId, ...placing }: { unionId: string } & Placing
): Promise<void> {
	await transaction(db, async (trx) => {
		const union = await lockTree(trx, unionId);
		await closeHeld(trx, clock, union, { ...placing, mergedInto: null });
	});
}

/** Closes within a tree that is held. */
export async function closeHeld(
	trx: Transaction,
	clock: Clock,
	union: Place,
	{ reason, by, mergedInto }: Placing & { mergedInto: string | null }
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	if (union.closed_at !== null) throw new Refused('union_closed');
	if (union.parent_id === null) throw new Refused('root_stays');
	await refuseUnfinished(trx, union);
	await trx
		.updateTable('union')
		.set({
			...{ closed_at: toInstant(clock.now()), closed_reason: reason.trim() },
			merged_into: mergedInto
		})
		.where('id', '=', union.id)
		.execute();
	await trx
		.updateTable('term')
		.set({ ended_on: today(clock) })
		.where('union_id', '=', union.id)
		.where('ended_on', 'is', null)
		.execute();
	await recordAudit(trx, clock, {
		...{ userId: by, action: mergedInto === null ? 'close' : 'merge' },
		...{ noun: 'union', nounId: union.id },
		detail: { reason: reason.trim(), ...(mergedInto !== null && { into: mergedInto }) }
	});
}

/** Takes a closing back, as for one by mistake. A term that ended with it is registered anew. Refuses `reason_needed`, `union_open`, `parent_closed`. */
export async function reopenUnion(
	db: Database,
	clock: Clock,
	{ unionId, reason, by }: { unionId: string } & Placing
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const union = await lockTree(trx, unionId);
		if (union.closed_at === null) throw new Refused('union_open');
		const parent = union.parent_id === null ? null : await readPlace(trx, union.parent_id);
		if (parent?.closed_at) throw new Refused('parent_closed');
		await trx
			.updateTable('union')
			.set({ closed_at: null, closed_reason: null, merged_into: null })
			.where('id', '=', unionId)
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'reopen', noun: 'union', nounId: unionId },
			detail: { reason: reason.trim() }
		});
	});
}

async function refuseUnfinished(trx: Transaction, union: Place): Promise<void> {
	const below = await trx
		.selectFrom('union')
		.select('id')
		.where('parent_id', '=', union.id)
		.where('closed_at', 'is', null)
		.limit(1)
		.executeTakeFirst();
	if (below) throw new Refused('has_unions_below');
	const survey = await trx
		.selectFrom('survey')
		.select('id')
		.where('union_id', '=', union.id)
		.where('state', 'in', ['draft', 'open', 'closed'])
		.limit(1)
		.executeTakeFirst();
	if (survey) throw new Refused('survey_under_way');
	const application = await trx
		.selectFrom('application')
		.select('id')
		.where('union_id', '=', union.id)
		.where('state', '<>', 'decided')
		.limit(1)
		.executeTakeFirst();
	if (application) throw new Refused('placed_in_round');
}
