import { redirect } from '@sveltejs/kit';
import { can, readableScope } from '$lib/domain/permission';
import type { Actor } from '$lib/server/accounts/actor';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import { closeUnion, reopenUnion } from '$lib/server/unions/close-union';
import { mergeUnions } from '$lib/server/unions/merge-unions';
import { moveUnion } from '$lib/server/unions/move-union';
import { readPlacing } from '$lib/server/unions/read-placing';
import { findChosenUnion, findUnionPath, listUnionChoices } from '$lib/server/unions/read-union';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.place', event.params.union);
	const { db } = event.locals.app;
	const { id, name, level, closed_at, closed_reason, parent_id } = union;
	return {
		union: { id, name, level, topmost: parent_id === null },
		closed: closed_at && { at: closed_at, reason: closed_reason },
		placing: await readPlacing(db, union),
		choices: await listUnionChoices(db, readableScope(actor.roles))
	};
};

/** What was typed, and what to do with it. */
async function typedIn({ request }: RequestEvent) {
	const form = await readForm(request);
	const text = (name: string) => String(form.get(name) ?? '').slice(0, 500);
	return { target: text('target'), reason: text('reason') };
}

/** The union that was chosen, over which the account has the same say as over the one that goes there. */
async function findTarget({ locals }: RequestEvent, actor: Actor, typed: string): Promise<string> {
	const scope = readableScope(actor.roles);
	const chosen = await findChosenUnion(locals.app.db, scope, typed);
	const place = chosen && (await findUnionPath(locals.app.db, scope, chosen.id));
	if (!place) throw new Refused('parent_unknown');
	if (!can(actor.roles, 'union.manage', place.path)) throw new Refused('forbidden');
	return place.id;
}

function done(unionId: string, what: string): never {
	redirect(303, `/office/unions/${unionId}?done=${what}`);
}

export const actions: Actions = {
	move: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.place', event.params.union);
		const { db, clock } = event.locals.app;
		const typed = await typedIn(event);
		return attempt({ ...typed, act: 'move' }, async () => {
			const parentId = await findTarget(event, actor, typed.target);
			const placing = { reason: typed.reason, by: actor.userId };
			await moveUnion(db, clock, { unionId: union.id, parentId, ...placing });
			done(union.id, 'moved');
		});
	},
	merge: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.place', event.params.union);
		const { db, clock } = event.locals.app;
		const typed = await typedIn(event);
		return attempt({ ...typed, act: 'merge' }, async () => {
			const intoId = await findTarget(event, actor, typed.target);
			const placing = { reason: typed.reason, by: actor.userId };
			await mergeUnions(db, clock, { unionId: union.id, intoId, ...placing });
			done(intoId, 'merged');
		});
	},
	close: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.place', event.params.union);
		const { db, clock } = event.locals.app;
		const typed = await typedIn(event);
		return attempt({ ...typed, act: 'close' }, async () => {
			const placing = { reason: typed.reason, by: actor.userId };
			await closeUnion(db, clock, { unionId: union.id, ...placing });
			done(union.id, 'closed');
		});
	},
	reopen: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.place', event.params.union);
		const { db, clock } = event.locals.app;
		const typed = await typedIn(event);
		return attempt({ ...typed, act: 'reopen' }, async () => {
			const placing = { reason: typed.reason, by: actor.userId };
			await reopenUnion(db, clock, { unionId: union.id, ...placing });
			done(union.id, 'reopened');
		});
	}
};
