import { readForm } from '$lib/server/read-form';
import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { createRound, listOwnRounds } from '$lib/server/custody/round';
import { line, parseForm } from '$lib/server/form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.manage', event.params.union);
	const { db, clock } = event.locals.app;
	const rounds = await listOwnRounds(db, union.id);
	return {
		union: { id: union.id, name: union.name },
		rounds: rounds.map(({ id, title, created_at }) => ({ id, title, createdAt: created_at })),
		usual: `${thisYear(clock)}年度`
	};
};

const roundForm = z.object({ title: line('名称', 40) });

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const form = parseForm(roundForm, await readForm(event.request));
		if (form.invalid) return fail(400, form.invalid);
		const round = { unionId: union.id, title: form.data.title };
		const id = await createRound(db, clock, round, actor.userId);
		redirect(303, `/office/unions/${union.id}/rounds/${id}`);
	}
};
