import type { Scope } from '$lib/domain/permission';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { findUnionPath } from './read-union';
import { inScope } from './scope';

/** The union that this one went into, and those that went into it, as far as they may be read. */
export async function readMergers(
	db: Database,
	scope: Scope | null,
	{ id, merged_into }: Pick<UnionTable, 'id' | 'merged_into'>
): Promise<{ into: { id: string; name: string } | null; takenIn: { id: string; name: string }[] }> {
	const into = merged_into === null ? null : await findUnionPath(db, scope, merged_into);
	const takenIn = await db
		.selectFrom('union')
		.select(['id', 'name'])
		.where('merged_into', '=', id)
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.orderBy('code')
		.execute();
	return { into: into && { id: into.id, name: into.name }, takenIn };
}
