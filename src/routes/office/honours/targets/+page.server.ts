import { yearRange } from '$lib/domain/year-range';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { readListQuery, targetQuery } from '$lib/server/honours/list-query';
import { readTargets } from '$lib/server/honours/read-targets';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { query, scope, above } = await readListQuery(app.db, actor, event.url, targetQuery);
	const current = thisYear(app.clock);
	const year = query.year ?? current;
	return {
		...{ year, below: above, years: yearRange(current, [year]) },
		targets: app.rubrics.rules.targets,
		parts: await readTargets(app, scope, { year, below: above?.path ?? null })
	};
};
