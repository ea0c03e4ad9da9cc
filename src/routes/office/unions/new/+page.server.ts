import { fail, redirect } from '@sveltejs/kit';
import { readableScope } from '$lib/domain/permission';
import { authorise, authoriseUnion } from '$lib/server/accounts/authorise';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import { addUnion } from '$lib/server/unions/edit-union';
import { kindsByLevel } from '$lib/server/unions/kinds';
import { findChosenUnion, listIndustries, listUnionChoices } from '$lib/server/unions/read-union';
import { unionForm } from '$lib/server/unions/union-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { app } = event.locals;
	const choices = await listUnionChoices(app.db, readableScope(actor.roles));
	const given = choices.find(({ id }) => id === event.url.searchParams.get('parent'));
	return {
		choices,
		parent: given ? `${given.code} ${given.name}` : '',
		kinds: kindsByLevel(app.rubrics),
		industries: await listIndustries(app.db)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const actor = authorise(event, 'union.manage');
		const { app } = event.locals;
		const { typed, data, invalid } = parseForm(unionForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const chosen = typed['parent'] ?? '';
			const parent = await findChosenUnion(app.db, readableScope(actor.roles), chosen);
			if (!parent) throw new Refused('parent_unknown');
			await authoriseUnion(event, 'union.manage', parent.id);
			const id = await addUnion(app, { ...data, parentId: parent.id }, actor.userId);
			redirect(303, `/office/unions/${id}?done=created`);
		});
	}
};
