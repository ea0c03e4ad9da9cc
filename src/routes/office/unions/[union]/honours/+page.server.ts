import { fail } from '@sveltejs/kit';
import { can } from '$lib/domain/permission';
import { inspectionState } from '$lib/domain/reinspection';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { parseForm } from '$lib/server/form';
import { checkRecorder } from '$lib/server/honours/check-recorder';
import { confirmHonours } from '$lib/server/honours/confirm-honours';
import {
	confirmationForm,
	honourForm,
	inspectionForm,
	revocationForm
} from '$lib/server/honours/honour-form';
import { findRegistered, listHonourChecks, listHonours } from '$lib/server/honours/list-honours';
import { listInspections } from '$lib/server/honours/list-inspections';
import { recordHonour } from '$lib/server/honours/record-honour';
import { recordInspection } from '$lib/server/honours/record-inspection';
import { revokeHonour } from '$lib/server/honours/revoke-honour';
import { thisYear } from '$lib/server/clock';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { listTerms } from '$lib/server/unions/terms';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { db, clock, rubrics } = event.locals.app;
	const terms = await listTerms(db, union.id);
	const chairs = [...new Map(terms.map((term) => [term.person_id, term])).values()];
	const ids = [union.id, ...chairs.map(({ person_id }) => person_id)];
	const honours = await listHonours(db, union.id);
	const inspections = await listInspections(
		db,
		honours.map(({ id }) => id)
	);
	const year = thisYear(clock);
	return {
		...{ union: { id: union.id, name: union.name }, year },
		honours: honours.map((honour) => {
			const own = inspections.filter(({ honourId }) => honourId === honour.id);
			const inspected = { ...honour, inspections: own };
			return {
				...inspected,
				inspection: inspectionState(inspected, rubrics.rules.reinspection, year)
			};
		}),
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
			await checkRecorder(db, actor.roles, data);
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
			await checkRecorder(db, actor.roles, await findRegistered(db, union.id, data.honourId));
			await revokeHonour(db, clock, { ...data, unionId: union.id }, actor.userId);
			return { done: '已撤销。' };
		});
	},
	inspect: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'honour.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(inspectionForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const { inspectedId: honourId, inspectedYear: year, ...found } = data;
			await checkRecorder(db, actor.roles, await findRegistered(db, union.id, honourId));
			const inspection = { unionId: union.id, honourId, year, ...found };
			await recordInspection(db, clock, inspection, actor.userId);
			return { done: '复查已登记。' };
		});
	},
	confirm: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'honour.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(confirmationForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await checkRecorder(db, actor.roles, { ...data, level: 'county' });
			await confirmHonours(db, clock, { ...data, unionId: union.id }, actor.userId);
			return { done: '已确认。' };
		});
	}
};
