import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { listWaitingHistories } from '$lib/server/overview/list-histories';
import { openBoard } from '$lib/server/overview/open-board';
import { pageOf } from '$lib/server/page-of';
import { readHomeCards } from '$lib/server/rounds/home-cards';
import { listWaiting } from '$lib/server/surveys/list-waiting';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query, frame } = await openBoard(app, actor, event.url.searchParams);
	const year = thisYear(app.clock);
	return {
		...{ frame, year },
		drafts: await listWaiting(app.db, actor, app.rubrics.rules),
		histories: pageOf(await listWaitingHistories(app.db, actor), query.page),
		rounds: await readHomeCards(app.db, actor, year)
	};
};
