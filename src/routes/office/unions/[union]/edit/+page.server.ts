import { fail, redirect } from '@sveltejs/kit';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { editUnion } from '$lib/server/unions/edit-union';
import { kindsByLevel } from '$lib/server/unions/kinds';
import { listAncestors, listIndustries } from '$lib/server/unions/read-union';
import { unionForm, unionFormValues } from '$lib/server/unions/union-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.manage', event.params.union);
	const { app } = event.locals;
	return {
		union: { id: union.id, name: union.name },
		parent: (await listAncestors(app.db, union.path)).at(-1)?.name ?? null,
		values: unionFormValues(union),
		kinds: kindsByLevel(app.rubrics),
		industries: await listIndustries(app.db)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.manage', event.params.union);
		const { typed, data, invalid } = parseForm(unionForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await editUnion(event.locals.app, union.id, data, actor.userId);
			redirect(303, `/office/unions/${union.id}?done=edited`);
		});
	}
};
