import { fail, redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/permission';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { abandonForm, seedForm } from '$lib/server/draws/draw-form';
import { requireDraw } from '$lib/server/draws/find-draw';
import { abandonDraw, holdDraw } from '$lib/server/draws/hold-draw';
import { drawnUnits, listDraws } from '$lib/server/draws/read-draw';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { db } = event.locals.app;
	const draw = await requireDraw(db, event.params);
	return {
		union: { id: union.id, name: union.name },
		...{ draw, strata: drawnUnits(draw) },
		all: await listDraws(db, union.id, draw.year, draw.purpose),
		mayDraw: can(actor.roles, 'draw.manage', union.path),
		readsBelow: can(actor.roles, 'union.read', `${union.path}any/`)
	};
};

export const actions: Actions = {
	draw: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'draw.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(seedForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const draw = { id: event.params.draw, unionId: union.id };
			await holdDraw(db, clock, draw, data, actor.userId);
			redirect(303, `/office/unions/${union.id}/draws/${draw.id}`);
		});
	},
	abandon: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'draw.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(abandonForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const draw = { id: event.params.draw, unionId: union.id };
			await abandonDraw(db, clock, draw, data.reason, actor.userId);
			redirect(303, `/office/unions/${union.id}/draws`);
		});
	}
};
