import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { countBelow } from './read-union';

/** What moving, merging or closing a union would take along. */
export interface PlacingFacts {
	below: number;
	members: number;
	accounts: number;
	results: number;
	parent: string | null;
}

export async function readPlacing(
	db: Database,
	{ id, path, member_count, parent_id }: UnionTable
): Promise<PlacingFacts> {
	const count = (table: 'role' | 'result') =>
		db
			.selectFrom(table as 'role')
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.where('union_id', '=', id)
			.executeTakeFirstOrThrow();
	const parent = await db
		.selectFrom('union')
		.select('name')
		.where('id', '=', parent_id)
		.executeTakeFirst();
	return {
		below: await countBelow(db, path),
		members: member_count,
		accounts: (await count('role')).n,
		results: (await count('result')).n,
		parent: parent?.name ?? null
	};
}
