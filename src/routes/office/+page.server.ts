import { readableScope } from '$lib/domain/permission';
import { asActing } from '$lib/server/accounts/actor';
import { authoriseActor } from '$lib/server/accounts/authorise';
import { readChairHome } from '$lib/server/chair-home/read-chair-home';
import { thisYear, today } from '$lib/server/clock';
import { readSupervisorHome } from '$lib/server/overview/read-home';
import { readHomeCards } from '$lib/server/rounds/home-cards';
import { readOwnUnions } from '$lib/server/unions/own-unions';
import { readProgress } from '$lib/server/unions/progress';
import { listWaiting } from '$lib/server/surveys/list-waiting';
import type { PageServerLoad } from './$types';

const waitingShown = 20;

export const load: PageServerLoad = async (event) => {
	const signedIn = authoriseActor(event);
	const actor = asActing(signedIn);
	const { app } = event.locals;
	const year = thisYear(app.clock);
	const scope = readableScope(actor.roles);
	const supervisor = await readSupervisorHome(app, actor);
	// A reviewer sees how far the year has come, and no boards.
	const looksOn = !supervisor && scope !== null && scope.subtrees.length > 0;
	const waiting = await listWaiting(app.db, actor, app.rubrics.rules);
	const own = await readOwnUnions(app.db, actor, year);
	return {
		...{ year, own, today: today(app.clock) },
		home: await readChairHome(app, own, event.url.searchParams.get('union')),
		waiting: { drafts: waiting.slice(0, waitingShown), more: waiting.length - waitingShown },
		setUp: event.url.searchParams.get('done') === 'setup',
		passwordChanged: event.url.searchParams.get('done') === 'password',
		rounds: await readHomeCards(app.db, actor, year),
		supervisor,
		progress: looksOn ? await readProgress(app.db, scope, year) : null
	};
};
