import { sql, type SelectQueryBuilder } from 'kysely';
import type { Scope } from '$lib/domain/permission';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { Tables } from '../database/schema';
import { inScope } from '../unions/scope';

/** Which unions a list of the interface is about. */
export interface ApiUnions {
	/** Id or code. */
	union?: string | undefined;
	/** Id or code: that union and all below. */
	below?: string | undefined;
	level?: Level | undefined;
}

/** The unions in reach that are asked for; out of reach and unknown are the same: none. */
export function selectUnions(
	db: Database,
	reach: Scope | null,
	{ union, below, level }: ApiUnions
): SelectQueryBuilder<Tables, 'union', object> {
	let query = db.selectFrom('union').where(({ ref }) => inScope(ref('union.path'), reach));
	if (union !== undefined)
		query = query.where(({ eb, or }) =>
			or([eb('union.id', '=', union), eb('union.code', '=', union)])
		);
	if (level !== undefined) query = query.where('union.level', '=', level);
	// The union asked for has to be in reach itself, or the tree above the reach could be felt out.
	if (below !== undefined)
		query = query.where(
			sql<boolean>`exists (
				select 1 from "union" above
				where (above.id = ${below} or above.code = ${below})
				and ${inScope(sql.ref('above.path'), reach)}
				and "union".path like above.path || '%'
			)`
		);
	return query;
}

export const unionColumns = [
	...(['union.id', 'union.code', 'union.name', 'union.level', 'union.kind'] as const)
] as const;
