import { readForm } from '$lib/server/read-form';
import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { createSharedKeySet, listSharedKeySets } from '$lib/server/custody/shared-key-set';
import { line, parseForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.manage', event.params.union);
	const { db, clock } = event.locals.app;
	const keySets = await listSharedKeySets(db, union.id);
	return {
		union: { id: union.id, name: union.name },
		keySets: keySets.map(({ id, title, created_at }) => ({ id, title, createdAt: created_at })),
		usual: `${thisYear(clock)}年度`
	};
};

const keySetForm = z.object({ title: line('名称', 40) });

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const form = parseForm(keySetForm, await readForm(event.request));
		if (form.invalid) return fail(400, form.invalid);
		const keySet = { unionId: union.id, title: form.data.title };
		const id = await createSharedKeySet(db, clock, keySet, actor.userId);
		redirect(303, `/office/unions/${union.id}/key-sets/${id}`);
	}
};
