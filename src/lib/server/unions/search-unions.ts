import { sql, type SelectQueryBuilder } from 'kysely';
import type { Scope } from '$lib/domain/permission';
import type { RowOrder } from '$lib/domain/row-order';
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
}

/** What a list of unions is put in order by. */
export const unionOrders = ['code', 'members'] as const;
export type UnionOrder = (typeof unionOrders)[number];

export interface UnionPage extends UnionFilter {
	/** By code unless asked otherwise. */
	order?: RowOrder<UnionOrder> | null;
	/** From 1. */
	page: number;
}

export interface FoundUnion extends UnionTable {
	parent_name: string | null;
}

/** The unions in reach that fit, 50 a page. `page` comes back within bounds. */
export async function searchUnions(
	db: Database,
	scope: Scope | null,
	filter: UnionPage
): Promise<{ unions: FoundUnion[]; total: number; page: number; pages: number }> {
	const total = await countUnions(db, scope, filter);
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	const page = Math.min(Math.max(1, filter.page), pages);
	const direction = filter.order?.descending ? 'desc' : 'asc';
	const unions = await withParents(db, scope, filter)
		.$if(filter.order?.by === 'members', (query) => query.orderBy('union.member_count', direction))
		.orderBy('union.code', filter.order?.by === 'code' ? direction : 'asc')
		.limit(PAGE_SIZE)
		.offset((page - 1) * PAGE_SIZE)
		.execute();
	return { unions, total, page, pages };
}

/** Every union in reach that fits and was not closed, by code: for lists that are worked out union by union. */
export function unionsInScope(
	db: Database,
	scope: Scope | null,
	filter: UnionFilter
): Promise<Pick<UnionTable, 'id' | 'code' | 'name' | 'kind' | 'path'>[]> {
	return fittingUnions(db, scope, filter)
		.select(['union.id', 'union.code', 'union.name', 'union.kind', 'union.path'])
		.where('union.closed_at', 'is', null)
		.orderBy('union.code')
		.execute();
}

const SLICE = 500;

/** All unions in reach that fit, by code, in slices; no query is longer than a slice however many there are. */
export async function* walkUnions(
	db: Database,
	scope: Scope | null,
	filter: UnionFilter
): AsyncGenerator<FoundUnion[]> {
	for (let after: string | null = ''; after !== null;) {
		const slice: FoundUnion[] = await withParents(db, scope, filter)
			.orderBy('union.code')
			.where('union.code', '>', after)
			.limit(SLICE)
			.execute();
		if (slice.length > 0) yield slice;
		after = slice.length < SLICE ? null : (slice.at(-1)?.code ?? null);
	}
}

async function countUnions(
	db: Database,
	scope: Scope | null,
	filter: UnionFilter
): Promise<number> {
	const { total } = await fittingUnions(db, scope, filter)
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	return total;
}

function withParents(db: Database, scope: Scope | null, filter: UnionFilter) {
	return fittingUnions(db, scope, filter)
		.leftJoin('union as parent', 'parent.id', 'union.parent_id')
		.selectAll('union')
		.select('parent.name as parent_name');
}

type Unions = SelectQueryBuilder<Tables, 'union', object>;

function fittingUnions(db: Database, scope: Scope | null, filter: UnionFilter): Unions {
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
