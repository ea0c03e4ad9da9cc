import { z } from 'zod';
import { parseYear, yearRange } from '$lib/domain/year-range';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { listQuery, listScope, readQuery } from '$lib/server/honours/list-query';
import { readTargets } from '$lib/server/honours/read-targets';
import type { PageServerLoad } from './$types';

const query = listQuery.extend({ year: z.string().transform(parseYear).nullable().catch(null) });

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { below, year: wanted } = readQuery(query, event.url);
	const { scope, above } = await listScope(app.db, actor, below);
	const current = thisYear(app.clock);
	const year = wanted ?? current;
	return {
		...{ year, below: above, years: yearRange(current, [year]) },
		targets: app.rubrics.rules.targets,
		parts: await readTargets(app, scope, { year, below: above?.path ?? null })
	};
};
