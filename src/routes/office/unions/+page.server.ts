import { can } from '$lib/domain/permission';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { allKinds, kindName } from '$lib/server/unions/kinds';
import { readUnionYears } from '$lib/server/unions/union-year';
import { searchUnions } from '$lib/server/unions/search-unions';
import { listYears } from '$lib/server/results/list-years';
import { readUnionQuery } from '$lib/server/unions/union-query';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { scope, filter, fields, order, page } = await readUnionQuery(
		app.db,
		actor,
		event.url.searchParams
	);
	const found = await searchUnions(app.db, scope, { ...filter, order, page });
	const year = thisYear(app.clock);
	const years = await readUnionYears(
		app.db,
		found.unions.map(({ id }) => id),
		year
	);
	return {
		year,
		years: (await listYears(app.db, year)).toReversed(),
		filter: fields,
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
