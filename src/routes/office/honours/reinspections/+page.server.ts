import { z } from 'zod';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { listQuery, listScope, readQuery } from '$lib/server/honours/list-query';
import { listReinspections } from '$lib/server/honours/list-reinspections';
import { pageOf } from '$lib/server/page-of';
import type { PageServerLoad } from './$types';

const shown = ['due', 'all'] as const;
const query = listQuery.extend({ show: z.enum(shown).catch('due') });

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { db, clock, rubrics } = event.locals.app;
	const { q, below, page, show } = readQuery(query, event.url);
	const { scope, above } = await listScope(db, actor, below);
	const { reinspection: rules } = rubrics.rules;
	const year = thisYear(clock);
	const filter = { text: q, below: above?.path ?? null };
	const listed = await listReinspections(db, scope, filter, { rules, year });
	const due = listed.filter(({ inspection }) => inspection.state !== 'later');
	return {
		...{ year, rules, filter: { q, show, below: above } },
		counts: { due: due.length, all: listed.length },
		list: pageOf(show === 'due' ? due : listed, page)
	};
};
