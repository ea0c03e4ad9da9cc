import { z } from 'zod';
import type { Verdict } from '$lib/domain/eligibility';
import { honourTitles } from '$lib/domain/honour';
import { readableScope, type Scope } from '$lib/domain/permission';
import { titleRanks } from '$lib/domain/rules';
import { parseYear } from '$lib/domain/year-range';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { eligibilityHolders } from '../eligibility/list-eligibility';
import { findUnionPath } from '../unions/read-union';

/** What the lists of honours are narrowed by, as it stands in an address; shared by their pages and their spreadsheets. */

// An address somebody shortened or mistyped lists everything rather than nothing.
const listQuery = z.object({
	q: z.string().trim().max(100).catch(''),
	below: z.string().min(1).max(60).nullable().catch(null),
	/** For `orderRows`. */
	sort: z.string().nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

export const honourQuery = listQuery.extend({
	title: z.enum(honourTitles).nullable().catch(null),
	level: z.enum(titleRanks).nullable().catch(null),
	held: z.enum(['held', 'revoked']).nullable().catch(null)
});

export const reinspectionQuery = listQuery.extend({ show: z.enum(['due', 'all']).catch('due') });

const year = z.string().transform(parseYear).nullable().catch(null);
const verdicts = ['eligible', 'ineligible', 'undetermined'] as const satisfies Verdict[];

export const eligibilityQuery = listQuery.extend({
	year,
	holder: z.enum(eligibilityHolders).catch('union'),
	verdict: z.enum(verdicts).nullable().catch(null),
	kind: z.string().min(1).max(60).nullable().catch(null)
});

export const targetQuery = listQuery.extend({ year });

/** The parameters of an address, each null unless it is given, and the unions it is about. */
export async function readListQuery<T extends (typeof listQuery)['shape']>(
	db: Database,
	{ roles }: Actor,
	{ searchParams }: URL,
	schema: z.ZodObject<T>
) {
	const absent = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, null]));
	const query = schema.parse({ ...absent, ...Object.fromEntries(searchParams) });
	const scope: Scope | null = readableScope(roles);
	const { below } = query as { below: string | null };
	const above = below === null ? null : await findUnionPath(db, scope, below);
	return { query, scope, above };
}
