import { z } from 'zod';
import { readableScope, type Scope } from '$lib/domain/permission';
import { parseOrder, type RowOrder } from '$lib/domain/row-order';
import { levels, type Level } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { findUnionPath, type UnionChoice } from './read-union';
import { unionOrders, type UnionFilter, type UnionOrder } from './search-unions';

// An address somebody shortened or mistyped lists everything rather than nothing.
const query = z.object({
	q: z.string().trim().max(100).catch(''),
	level: z.enum(levels).nullable().catch(null),
	kind: z.string().min(1).max(60).nullable().catch(null),
	below: z.string().min(1).max(60).nullable().catch(null),
	sort: z.string().nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

/** Which unions the address of a list asks for, within the actor's reach. */
export interface UnionQuery {
	scope: Scope | null;
	filter: UnionFilter;
	/** As the page's fields show it. */
	fields: {
		q: string;
		level: Level | null;
		kind: string | null;
		below: (UnionChoice & { path: string }) | null;
	};
	order: RowOrder<UnionOrder> | null;
	page: number;
}

export async function readUnionQuery(
	db: Database,
	{ roles }: Actor,
	address: URLSearchParams
): Promise<UnionQuery> {
	const none = { sort: null, below: null, level: null, kind: null };
	const { q, level, kind, below, sort, page } = query.parse({
		...none,
		...Object.fromEntries(address)
	});
	const scope = readableScope(roles);
	const above = below === null ? null : await findUnionPath(db, scope, below);
	return {
		...{ scope, page, order: parseOrder(sort, unionOrders) },
		filter: { text: q, level, kind, below: above?.path ?? null },
		fields: { q, level, kind, below: above }
	};
}
