import { fail, redirect } from '@sveltejs/kit';
import { hashFrame } from '$lib/domain/sampling/frame';
import { drawPurposes } from '$lib/domain/sampling/purpose';
import { countKinds } from '$lib/domain/sampling/strata';
import { parseYear } from '$lib/domain/year-range';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { buildFrame } from '$lib/server/draws/build-frame';
import { prepareForm } from '$lib/server/draws/draw-form';
import { prepareDraw } from '$lib/server/draws/prepare-draw';
import { listDraws } from '$lib/server/draws/read-draw';
import { listLater } from '$lib/server/assessments/measure-coverage';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { kindName } from '$lib/server/unions/kinds';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'draw.manage', event.params.union);
	const { db, clock, rubrics } = event.locals.app;
	const asked = event.url.searchParams;
	const current = thisYear(clock);
	const years = [current, current - 1];
	const year = years.find((one) => one === parseYear(asked.get('year') ?? '')) ?? current;
	const purpose = drawPurposes.find((one) => one === asked.get('purpose')) ?? 'member_rates';
	const frame = await buildFrame(db, { union, year, purpose });
	const kinds = countKinds(frame.units);
	return {
		union: { id: union.id, name: union.name },
		...{ year, years, purpose },
		kinds: kinds.map((stratum) => ({ ...stratum, name: kindName(rubrics, stratum.kind) })),
		...{ units: frame.units.length, frameHash: hashFrame(frame) },
		later: purpose === 'member_rates' ? await listLater(db, { union, year }) : [],
		earlier: await listDraws(db, union.id, year, purpose)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'draw.manage', event.params.union);
		const { typed, data, invalid } = parseForm(prepareForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const id = await prepareDraw(event.locals.app, { union, ...data }, actor.userId);
			redirect(303, `/office/unions/${union.id}/draws/${id}`);
		});
	}
};
