import { z } from 'zod';
import { can, readableScope } from '$lib/domain/permission';
import { levels } from '$lib/domain/words';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { allKinds, kindName } from '$lib/server/unions/kinds';
import { readUnionYears } from '$lib/server/unions/union-year';
import { searchUnions } from '$lib/server/unions/search-unions';
import { findUnionPath } from '$lib/server/unions/read-union';
import type { PageServerLoad } from './$types';

// An address somebody shortened or mistyped lists everything rather than nothing.
const query = z.object({
	q: z.string().trim().max(100).catch(''),
	level: z.enum(levels).nullable().catch(null),
	kind: z.string().min(1).max(60).nullable().catch(null),
	below: z.string().min(1).max(60).nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { q, level, kind, below, page } = query.parse({
		below: null,
		level: null,
		kind: null,
		...Object.fromEntries(event.url.searchParams)
	});
	const scope = readableScope(actor.roles);
	const above = below === null ? null : await findUnionPath(app.db, scope, below);
	const filter = { text: q, level, kind, below: above?.path ?? null, page };
	const found = await searchUnions(app.db, scope, filter);
	const year = thisYear(app.clock);
	const years = await readUnionYears(
		app.db,
		found.unions.map(({ id }) => id),
		year
	);
	return {
		year,
		filter: { q, level, kind, below: above },
		kinds: allKinds(app.rubrics),
		total: found.total,
		page: found.page,
		pages: found.pages,
		unions: found.unions.map(({ id, code, name, level, kind, member_count, parent_name }) => ({
			...{ id, code, name, level, memberCount: member_count, parent: parent_name },
			kind: kindName(app.rubrics, kind),
			...years.get(id)
		})),
		mayCreate: can(actor.roles, 'union.manage')
	};
};
