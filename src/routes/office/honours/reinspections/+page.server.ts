import { orderRows } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { readListQuery, reinspectionQuery } from '$lib/server/honours/list-query';
import {
	isDue,
	listReinspections,
	type Reinspection
} from '$lib/server/honours/list-reinspections';
import { pageOf } from '$lib/server/page-of';
import type { PageServerLoad } from './$types';

const orders = {
	union: ({ unionName }: Reinspection) => unionName,
	awarded: ({ year }: Reinspection) => year,
	last: ({ inspection }: Reinspection) => inspection.last?.year ?? null
};

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { db, clock, rubrics } = event.locals.app;
	const { query, scope, above } = await readListQuery(db, actor, event.url, reinspectionQuery);
	const { q, page, sort, show } = query;
	const { reinspection: rules } = rubrics.rules;
	const year = thisYear(clock);
	const filter = { text: q, below: above?.path ?? null };
	const listed = await listReinspections(db, scope, filter, { rules, year });
	const due = listed.filter(isDue);
	return {
		...{ year, rules, filter: { q, show, below: above } },
		counts: { due: due.length, all: listed.length },
		list: pageOf(orderRows(show === 'due' ? due : listed, sort, orders), page)
	};
};
