import { fail, redirect } from '@sveltejs/kit';
import { parseAccount } from '$lib/server/accounts/account-form';
import { authoriseActor } from '$lib/server/accounts/authorise';
import {
	endAllSessions,
	endOtherSessions,
	endSession,
	listSessions
} from '$lib/server/accounts/own-sessions';
import { countRecoveryCodes } from '$lib/server/accounts/recovery-code';
import { rename } from '$lib/server/accounts/rename';
import { hasSecondFactor } from '$lib/server/accounts/second-factor';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authoriseActor(event);
	const { app } = event.locals;
	return {
		name: actor.name,
		username: actor.username,
		idleMinutes: actor.session?.idleMinutes ?? 0,
		secondFactor: await hasSecondFactor(app.db, actor.userId),
		recoveryCodes: await countRecoveryCodes(app.db, actor.userId),
		sessions: await listSessions(app, actor),
		done: event.url.searchParams.get('done')
	};
};

/** The buttons send no text. */
const nothing: Record<string, string> = {};

export const actions: Actions = {
	name: async (event) => {
		const actor = authoriseActor(event);
		const { typed, data, invalid } = parseAccount(await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await rename(event.locals.app, actor, data.name);
			redirect(303, '/office/account?done=name');
		});
	},
	end: async (event) => {
		const actor = authoriseActor(event);
		const id = String((await readForm(event.request)).get('session') ?? '');
		return attempt(nothing, async () => {
			await endSession(event.locals.app, actor, id);
			redirect(303, '/office/account?done=ended');
		});
	},
	others: async (event) => {
		const actor = authoriseActor(event);
		return attempt(nothing, async () => {
			await endOtherSessions(event.locals.app, actor);
			redirect(303, '/office/account?done=ended');
		});
	},
	everywhere: async (event) => {
		const actor = authoriseActor(event);
		return attempt(nothing, async () => {
			await endAllSessions(event.locals.app, actor);
			redirect(303, '/office/login?after=everywhere');
		});
	}
};
