import { fail } from '@sveltejs/kit';
import { can } from '$lib/domain/permission';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { parseForm } from '$lib/server/form';
import { confirmHonours } from '$lib/server/honours/confirm-honours';
import { confirmationForm, honourForm, revocationForm } from '$lib/server/honours/honour-form';
import { listHonourChecks, listHonours } from '$lib/server/honours/list-honours';
import { recordHonour } from '$lib/server/honours/record-honour';
import { revokeHonour } from '$lib/server/honours/revoke-honour';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { listTerms } from '$lib/server/unions/terms';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { db } = event.locals.app;
	const terms = await listTerms(db, union.id);
	const chairs = [...new Map(terms.map((term) => [term.person_id, term])).values()];
	const ids = [union.id, ...chairs.map(({ person_id }) => person_id)];
	return {
		union: { id: union.id, name: union.name },
		honours: await listHonours(db, union.id),
		chairs: chairs.map(({ person_id, name }) => ({
			...{ personId: person_id, name },
			inOffice: terms.some((term) => term.person_id === person_id && term.ended_on === null)
		})),
		confirmed: [...(await listHonourChecks(db, ids))],
		mayManage: can(actor.roles, 'honour.manage', union.path)
	};
};

export const actions: Actions = {
	record: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'honour.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(honourForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await recordHonour(db, clock, { ...data, unionId: union.id }, actor.userId);
			return { done: '已登记。' };
		});
	},
	revoke: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'honour.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(revocationForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await revokeHonour(db, clock, { ...data, unionId: union.id }, actor.userId);
			return { done: '已撤销。' };
		});
	},
	confirm: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'honour.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(confirmationForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await confirmHonours(db, clock, { ...data, unionId: union.id }, actor.userId);
			return { done: '已确认。' };
		});
	}
};
