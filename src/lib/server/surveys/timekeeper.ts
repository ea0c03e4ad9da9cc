import type { SurveyState } from '$lib/domain/words';
import type { App } from '../app';
import { storeAnomalies } from '../anomalies/store-anomalies';
import { keepCheckpoints } from '../ballots/keep-checkpoints';
import { keepForgetting } from '../database/keep-forgetting';
import { toInstant } from '../database/values';
import { destroyDue } from '../destruction/destroy-due';
import { keepImports } from '../imports/keep-imports';
import { Refused } from '../refusals';
import { countSurvey } from '../results/count-survey';
import { closeSurvey } from './close-survey';
import { openSurvey } from './open-survey';

const EVERY_MS = 15_000;

/**
 * Opens scheduled drafts and closes open surveys whose time has come, and counts what a stop left uncounted.
 * Safe to run in several processes: each step is one conditional statement. What fails is logged and tried again at the next turn.
 */
export async function keepTime(app: App): Promise<void> {
	const now = toInstant(app.clock.now());
	const due = await app.db
		.selectFrom('survey')
		.select(['id', 'state'])
		.where((eb) =>
			eb.or([
				// A box kept by trustees waits for two of them.
				eb.and([eb('state', '=', 'closed'), eb('custody', '=', 'server')]),
				eb.and([eb('state', '=', 'open'), eb('closes_at', '<=', now)]),
				eb.and([
					eb('state', '=', 'draft'),
					eb('scheduled', '=', 1),
					eb('opens_at', '<=', now),
					// Its whole time passed before anybody made it ready: nothing is to be gained by asking again.
					eb('closes_at', '>', now)
				])
			])
		)
		.execute();
	for (const { id, state } of due) await moveOn(app, id, state);
	await keepCheckpoints(app);
}

/** One survey that cannot go on (its key is gone, say) must not keep the others from it. */
async function moveOn(app: App, id: string, state: SurveyState): Promise<void> {
	try {
		if (state === 'draft') await openSurvey(app, id, null);
		else if (state === 'open') await closeSurvey(app, id, null);
		else await countSurvey(app, id);
	} catch (error) {
		// Asked again at every turn: whoever runs the survey sees on its page what is missing.
		if (error instanceof Refused)
			app.log.debug({ survey: id, refusal: error.code }, 'survey could not change on time');
		else app.log.error({ survey: id, err: error }, 'survey failed to change on time');
	}
}

/** Keeps time, and destroys what is due, until the returned function is called. */
export function startTimekeeper(app: App): () => Promise<void> {
	let running = Promise.resolve();
	const tick = () => {
		running = running
			.then(() => keepTime(app))
			.then(() => storeAnomalies(app))
			.then(() => destroyDue(app))
			.then(() => keepImports(app))
			.then(() => keepForgetting(app))
			.catch((error: unknown) => app.log.error({ err: error }, 'timekeeper failed'));
	};
	tick();
	const timer = setInterval(tick, EVERY_MS);
	return async () => {
		clearInterval(timer);
		await running;
	};
}
