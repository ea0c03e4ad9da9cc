import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { listWaitingResults } from '$lib/server/overview/list-waiting-results';
import { openBoard } from '$lib/server/overview/open-board';
import { pageOf } from '$lib/server/page-of';
import { readHomeCards } from '$lib/server/rounds/home-cards';
import { allKinds, kindName } from '$lib/server/unions/kinds';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query, frame } = await openBoard(app, actor, event.url.searchParams);
	const year = thisYear(app.clock);
	const list = pageOf(await listWaitingResults(app, actor, query), query.page);
	return {
		...{ frame: { ...frame, kinds: allKinds(app.rubrics) }, year },
		list: {
			...list,
			rows: list.rows.map(({ union: { id, code, name, kind }, ...row }) => ({
				...{ ...row, union: { id, code, name, kind: kindName(app.rubrics, kind) } }
			}))
		},
		rounds: await readHomeCards(app.db, actor, year)
	};
};
