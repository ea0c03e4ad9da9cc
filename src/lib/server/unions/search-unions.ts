import { sql, type SelectQueryBuilder } from 'kysely';
import type { Scope } from '$lib/domain/permission';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { Tables } from '../database/schema';
import type { UnionTable } from '../database/schema/union';
import { inScope } from './scope';

export const PAGE_SIZE = 50;

export interface UnionFilter {
	/** Part of the name, or the beginning of the code. */
	text: string;
	level: Level | null;
	kind: string | null;
	/** Path of a union: only what is below it. */
	below: string | null;
	/** From 1. */
	page: number;
}

export interface FoundUnion extends UnionTable {
	parent_name: string | null;
}

/** The unions in reach that fit, 50 a page, by code. `page` comes back within bounds. */
export async function searchUnions(
	db: Database,
	scope: Scope | null,
	filter: UnionFilter
): Promise<{ unions: FoundUnion[]; total: number; page: number; pages: number }> {
	const fitting = fittingUnions(db, scope, filter);
	const { total } = await fitting
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	const page = Math.min(Math.max(1, filter.page), pages);
	const unions = await fitting
		.leftJoin('union as parent', 'parent.id', 'union.parent_id')
		.selectAll('union')
		.select('parent.name as parent_name')
		.orderBy('union.code')
		.limit(PAGE_SIZE)
		.offset((page - 1) * PAGE_SIZE)
		.execute();
	return { unions, total, page, pages };
}

/** Every union in reach that fits and was not closed, by code: for lists that are worked out union by union. */
export function unionsInScope(
	db: Database,
	scope: Scope | null,
	filter: Omit<UnionFilter, 'page'>
): Promise<Pick<UnionTable, 'id' | 'code' | 'name' | 'kind' | 'path'>[]> {
	return fittingUnions(db, scope, filter)
		.select(['union.id', 'union.code', 'union.name', 'union.kind', 'union.path'])
		.where('union.closed_at', 'is', null)
		.orderBy('union.code')
		.execute();
}

type Unions = SelectQueryBuilder<Tables, 'union', object>;

function fittingUnions(
	db: Database,
	scope: Scope | null,
	filter: Omit<UnionFilter, 'page'>
): Unions {
	let query: Unions = db.selectFrom('union').where(({ ref }) => inScope(ref('union.path'), scope));
	if (filter.text) query = query.where(matches(filter.text));
	if (filter.level) query = query.where('union.level', '=', filter.level);
	if (filter.kind) query = query.where('union.kind', '=', filter.kind);
	if (filter.below)
		query = query
			.where('union.path', 'like', `${filter.below}%`)
			.where('union.path', '!=', filter.below);
	return query;
}

/** Part of the name, or the beginning of the code. */
export function matches(text: string) {
	const literal = text.toLowerCase().replace(/[\\%_]/g, '\\$&');
	return sql<boolean>`(lower("union".name) like ${`%${literal}%`} escape '\\'
		or lower("union".code) like ${`${literal}%`} escape '\\')`;
}
