import { z } from 'zod';
import { readableScope, type Scope } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { findUnionPath } from '../unions/read-union';

// An address somebody shortened or mistyped lists everything rather than nothing.
export const listQuery = z.object({
	q: z.string().trim().max(100).catch(''),
	below: z.string().min(1).max(60).nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

/** The parameters of an address, each null unless it is given. */
export function readQuery<T extends z.ZodRawShape>(schema: z.ZodObject<T>, url: URL) {
	const absent = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, null]));
	return schema.parse({ ...absent, ...Object.fromEntries(url.searchParams) });
}

/** What the reader may see, and the union whose subtree is asked for, if it is in reach. */
export async function listScope(
	db: Database,
	{ roles }: Actor,
	below: string | null
): Promise<{ scope: Scope | null; above: { id: string; name: string; path: string } | null }> {
	const scope = readableScope(roles);
	return { scope, above: below === null ? null : await findUnionPath(db, scope, below) };
}
