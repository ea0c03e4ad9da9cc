import { sql } from 'kysely';
import { levels } from '$lib/domain/words';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { idsOn, lockTree, readPlace, type Place } from './lock-tree';

/** What somebody does to the place of a union. */
export interface Placing {
	reason: string;
	by: string;
}

/**
 * Puts a union with everything below it under another one. Past results, titles and decided sheets stay with it; coverage
 * and lists of the unions above follow the tree as it is now. Refuses `reason_needed`, `union_closed`, `root_stays`,
 * `parent_closed`, `own_subtree`, `parent_too_low`, `same_parent`, `placed_in_round`.
 */
export async function moveUnion(
	db: Database,
	clock: Clock,
	{ unionId, parentId, ...placing }: { unionId: string; parentId: string } & Placing
): Promise<void> {
	await transaction(db, async (trx) => {
		const union = await lockTree(trx, unionId);
		if (union.closed_at !== null) throw new Refused('union_closed');
		if (union.parent_id === parentId) throw new Refused('same_parent');
		const parent = await readPlace(trx, parentId);
		await placeBelow(trx, clock, { union, parent }, placing);
	});
}

/** Moves within a tree that is held. */
export async function placeBelow(
	trx: Transaction,
	clock: Clock,
	{ union, parent }: { union: Place; parent: Place },
	{ reason, by }: Placing
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	if (union.parent_id === null) throw new Refused('root_stays');
	if (parent.closed_at !== null) throw new Refused('parent_closed');
	if (parent.path.startsWith(union.path)) throw new Refused('own_subtree');
	if (levels.indexOf(parent.level) < levels.indexOf(union.level))
		throw new Refused('parent_too_low');
	await refuseInRound(trx, union, parent);
	const path = `${parent.path}${union.id}/`;
	const rest = sql<string>`${path} || substr(path, ${sql.lit(union.path.length + 1)})`;
	const { numUpdatedRows } = await trx
		.updateTable('union')
		.set({ path: rest })
		.where('path', 'like', `${union.path}%`)
		.executeTakeFirst();
	await trx.updateTable('union').set({ parent_id: parent.id }).where('id', '=', union.id).execute();
	await recordAudit(trx, clock, {
		...{ userId: by, action: 'move', noun: 'union', nounId: union.id },
		detail: {
			...{ before: { parentId: union.parent_id }, after: { parentId: parent.id } },
			...{ unions: Number(numUpdatedRows), reason: reason.trim() }
		}
	});
}

/** A review that is under way belongs to a union above: it may not lose its applicants. */
async function refuseInRound(trx: Transaction, union: Place, parent: Place): Promise<void> {
	const above = idsOn(parent.path);
	const lost = await trx
		.selectFrom('application')
		.innerJoin('round', 'round.id', 'application.round_id')
		.innerJoin('union', 'union.id', 'application.union_id')
		.select('application.id')
		.where('union.path', 'like', `${union.path}%`)
		.where('application.state', '<>', 'decided')
		.where('round.union_id', 'not in', above)
		.where('round.union_id', 'in', idsOn(union.path).slice(0, -1))
		.limit(1)
		.executeTakeFirst();
	if (lost) throw new Refused('placed_in_round');
}
