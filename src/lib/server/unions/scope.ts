import { sql, type Expression, type SqlBool } from 'kysely';
import type { Scope } from '$lib/domain/permission';

/** Condition on a column of paths: within the scope; `null` means every union. Ids hold no wildcard of `like`. */
export function inScope(path: Expression<string>, scope: Scope | null): Expression<SqlBool> {
	if (scope === null) return sql<SqlBool>`1 = 1`;
	const parts = [
		...scope.subtrees.map((root) => sql<SqlBool>`${path} like ${`${root}%`}`),
		...scope.unions.map((own) => sql<SqlBool>`${path} = ${own}`)
	];
	return parts.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}
