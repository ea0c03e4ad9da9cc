import { z } from 'zod';
import { shanghaiToInstant } from '$lib/domain/clock-time';
import { readableScope } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import type { Instant } from '../database/values';
import { findUnionPath } from '../unions/read-union';
import { auditScope, type AuditFilter, type AuditScope } from './search-audit';

// An address somebody shortened or mistyped lists everything rather than nothing.
const day = z
	.string()
	.regex(/^\d{4}-\d\d-\d\d$/)
	.nullable()
	.catch(null);
const schema = z.object({
	q: z.string().trim().max(100).catch(''),
	noun: z.string().min(1).max(40).nullable().catch(null),
	from: day,
	to: day,
	below: z.string().min(1).max(60).nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

/** What an address asks for: the fields as a form shows them, and as the search takes them. */
export interface AuditQuery {
	fields: Pick<z.infer<typeof schema>, 'q' | 'noun' | 'from' | 'to'> & {
		below: { id: string; name: string } | null;
	};
	scope: AuditScope;
	filter: AuditFilter;
	page: number;
}

/** Reads the parameters of an address; days are China's, both included. */
export async function readAuditQuery(
	db: Database,
	{ roles }: Actor,
	{ searchParams }: URL
): Promise<AuditQuery> {
	const absent = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, null]));
	const query = schema.parse({ ...absent, ...Object.fromEntries(searchParams) });
	const { q, noun, from, to, page } = query;
	const below =
		query.below === null ? null : await findUnionPath(db, readableScope(roles), query.below);
	return {
		fields: { q, noun, from, to, below: below && { id: below.id, name: below.name } },
		scope: auditScope(roles),
		filter: {
			...{ text: q, noun, below: below?.path ?? null },
			...{ from: startOf(from, 0), until: startOf(to, 1) }
		},
		page
	};
}

/** The first instant of a day in China, or of a later one. */
function startOf(text: string | null, daysLater: number): Instant | null {
	const start = text === null ? null : shanghaiToInstant(`${text}T00:00`);
	if (start === null) return null;
	const later = Date.parse(start) + daysLater * 24 * 60 * 60 * 1000;
	return new Date(later).toISOString() as Instant;
}
