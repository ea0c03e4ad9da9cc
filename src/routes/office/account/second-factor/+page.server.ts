import { redirect, type RequestEvent } from '@sveltejs/kit';
import { encodeQR } from 'qr';
import type { Actor } from '$lib/server/accounts/actor';
import { authoriseActor } from '$lib/server/accounts/authorise';
import { proveOwner } from '$lib/server/accounts/change-password';
import { readPlace } from '$lib/server/accounts/office-place';
import { countRecoveryCodes, renewRecoveryCodes } from '$lib/server/accounts/recovery-code';
import {
	beginSecondFactor,
	confirmSecondFactor,
	hasSecondFactor,
	readEnrolment,
	removeSecondFactor
} from '$lib/server/accounts/second-factor';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authoriseActor(event);
	const { app } = event.locals;
	const enrolment = await readEnrolment(app, { ...actor, id: actor.userId });
	return {
		username: actor.username,
		required: actor.session?.mustEnrol ?? false,
		enabled: await hasSecondFactor(app.db, actor.userId),
		left: await countRecoveryCodes(app.db, actor.userId),
		enrolment: enrolment && {
			secret: enrolment.secret,
			modules: encodeQR(enrolment.uri, 'raw', { border: 4 })
		}
	};
};

/** A stolen session must neither put an app of its own in place nor take the owner's away. */
async function proveBy(event: RequestEvent, actor: Actor): Promise<void> {
	const current = String((await readForm(event.request)).get('current') ?? '').slice(0, 128);
	await proveOwner(event.locals.app, actor, { ...readPlace(event, actor.username), current });
}

const nothing: Record<string, string> = {};

export const actions: Actions = {
	begin: async (event) => {
		const actor = authoriseActor(event);
		return attempt(nothing, async () => {
			await proveBy(event, actor);
			await beginSecondFactor(event.locals.app, actor.userId);
			redirect(303, '/office/account/second-factor');
		});
	},
	confirm: async (event) => {
		const actor = authoriseActor(event);
		const code = String((await readForm(event.request)).get('code') ?? '').slice(0, 40);
		return attempt(nothing, async () => {
			const session = actor.session?.id ?? null;
			const user = { id: actor.userId, username: actor.username, session };
			// Answered directly: the codes are in this page and nowhere else.
			return { codes: await confirmSecondFactor(event.locals.app, user, code) };
		});
	},
	codes: async (event) => {
		const actor = authoriseActor(event);
		return attempt(nothing, async () => {
			await proveBy(event, actor);
			return { codes: await renewRecoveryCodes(event.locals.app, actor.userId) };
		});
	},
	remove: async (event) => {
		const actor = authoriseActor(event);
		return attempt(nothing, async () => {
			await proveBy(event, actor);
			await removeSecondFactor(event.locals.app, actor.userId, actor.userId);
			redirect(303, '/office/account?done=factor');
		});
	}
};
