import { readForm } from '$lib/server/read-form';
import { error } from '@sveltejs/kit';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { overviewKeySet } from '$lib/server/custody/custody-overview';
import { holderAddress } from '$lib/server/custody/holder-address';
import { inviteHolder } from '$lib/server/custody/invitation';
import { listSurveysOf } from '$lib/server/custody/key-set-surveys';
import { clearPlace } from '$lib/server/custody/make-sheet';
import { readHolder } from '$lib/server/custody/place-form';
import { findSharedKeySet } from '$lib/server/custody/shared-key-set';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.manage', event.params.union);
	const { db } = event.locals.app;
	const keySet = await findSharedKeySet(db, union.id, event.params.set);
	if (!keySet) {
		const unknown = new Refused('not_found');
		error(unknown.status, unknown.text);
	}
	return {
		union: { id: union.id, name: union.name },
		keySet: await overviewKeySet(db, keySet),
		surveys: await listSurveysOf(db, keySet.id)
	};
};

export const actions: Actions = {
	invite: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.manage', event.params.union);
		const { app } = event.locals;
		const form = await readForm(event.request);
		return attempt({}, async () => {
			const keySet = await findSharedKeySet(app.db, union.id, event.params.set);
			if (!keySet) throw new Refused('not_found');
			const place = { keySetId: keySet.id, idx: readHolder(form) };
			const token = await inviteHolder(app.db, app.clock, place, actor.userId);
			return { invitation: { holder: place.idx, ...(await holderAddress(app, token)) } };
		});
	},
	clear: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const form = await readForm(event.request);
		return attempt({}, async () => {
			const keySet = await findSharedKeySet(db, union.id, event.params.set);
			if (!keySet) throw new Refused('not_found');
			await clearPlace(db, clock, { keySetId: keySet.id, idx: readHolder(form) }, actor.userId);
		});
	}
};
