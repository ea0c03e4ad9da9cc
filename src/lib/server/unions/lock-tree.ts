import type { UnionTable } from '../database/schema/union';
import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';

/** A union as it stands in a tree that is held. */
export type Place = Pick<
	UnionTable,
	'id' | 'name' | 'path' | 'level' | 'parent_id' | 'member_count' | 'closed_at'
>;

/** Holds the root of a union's tree until the transaction ends: what changes or spans a tree is done one after the other. Refuses `not_found`. */
export async function lockTree(trx: Transaction, unionId: string): Promise<Place> {
	const [root = unionId] = idsOn((await readPlace(trx, unionId)).path);
	await trx
		.updateTable('union')
		.set((eb) => ({ path: eb.ref('path') }))
		.where('id', '=', root)
		.execute();
	// It may have been moved while this waited.
	return readPlace(trx, unionId);
}

/** Refuses `not_found`. */
export async function readPlace(trx: Transaction, unionId: string): Promise<Place> {
	const union = await trx
		.selectFrom('union')
		.select(['id', 'name', 'path', 'level', 'parent_id', 'member_count', 'closed_at'])
		.where('id', '=', unionId)
		.executeTakeFirst();
	if (!union) throw new Refused('not_found');
	return union;
}

/** Ids from the root down, the union itself included. */
export function idsOn(path: string): string[] {
	return path.split('/').filter(Boolean);
}

/** Holds a union's row, so that nobody closes it meanwhile. Refuses `union_closed`. */
export async function holdOpenUnion(trx: Transaction, unionId: string): Promise<void> {
	const held = await trx
		.updateTable('union')
		.set((eb) => ({ closed_at: eb.ref('closed_at') }))
		.where('id', '=', unionId)
		.where('closed_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (!held) throw new Refused('union_closed');
}
