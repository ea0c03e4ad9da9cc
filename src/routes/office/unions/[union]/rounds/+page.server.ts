import { fail, redirect } from '@sveltejs/kit';
import { rubricLevels } from '$lib/domain/rubric';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { listRounds } from '$lib/server/rounds/find-round';
import { countApplicants } from '$lib/server/rounds/list-applicants';
import { openRound } from '$lib/server/rounds/open-round';
import { parseNewRound } from '$lib/server/rounds/round-form';
import { countLevels } from '$lib/server/unions/read-union';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'round.manage', event.params.union);
	const { db, clock } = event.locals.app;
	const rounds = await listRounds(db, union.id);
	const below = await countLevels(db, union.path);
	return {
		union: { id: union.id, name: union.name },
		rounds: await Promise.all(
			rounds.map(async (round) => {
				const { id, year, level, dates } = round;
				return { id, year, level, dates, counts: await countApplicants(db, round) };
			})
		),
		levels: rubricLevels.map((level) => ({ level, unions: below[level] ?? 0 })),
		year: thisYear(clock)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const form = await readForm(event.request);
		const { data, invalid } = parseNewRound(form, thisYear(clock));
		if (invalid) return fail(400, invalid);
		const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
		return attempt(typed, async () => {
			const round = { unionId: union.id, ...data };
			const id = await openRound(db, clock, round, actor.userId);
			redirect(303, `/office/unions/${union.id}/rounds/${id}?done=opened`);
		});
	}
};
