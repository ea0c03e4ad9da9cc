import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { closeHeld } from './close-union';
import { lockTree, readPlace } from './lock-tree';
import { placeBelow, type Placing } from './move-union';

/**
 * 并入: a union goes into another one of its level. Its members are added there, the unions below it move there, and it is
 * closed; results and titles stay with the union that earned them. Refuses what moving and closing refuse, and
 * `merged_with_itself`, `other_level`.
 */
export async function mergeUnions(
	db: Database,
	clock: Clock,
	{ unionId, intoId, ...placing }: { unionId: string; intoId: string } & Placing
): Promise<void> {
	if (unionId === intoId) throw new Refused('merged_with_itself');
	await transaction(db, async (trx) => {
		const union = await lockTree(trx, unionId);
		const into = await readPlace(trx, intoId);
		if (into.closed_at !== null) throw new Refused('parent_closed');
		if (into.level !== union.level) throw new Refused('other_level');
		if (into.path.startsWith(union.path)) throw new Refused('own_subtree');
		const below = await trx
			.selectFrom('union')
			.select('id')
			.where('parent_id', '=', unionId)
			.where('closed_at', 'is', null)
			.orderBy('code')
			.execute();
		for (const { id } of below)
			await placeBelow(trx, clock, { union: await readPlace(trx, id), parent: into }, placing);
		await closeHeld(trx, clock, union, { ...placing, mergedInto: intoId });
		const memberCount = into.member_count + union.member_count;
		await trx
			.updateTable('union')
			.set({ member_count: memberCount })
			.where('id', '=', intoId)
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: placing.by, action: 'take_in', noun: 'union', nounId: intoId },
			detail: {
				...{ before: { memberCount: into.member_count }, after: { memberCount } },
				...{ from: unionId, reason: placing.reason.trim() }
			}
		});
	});
}
