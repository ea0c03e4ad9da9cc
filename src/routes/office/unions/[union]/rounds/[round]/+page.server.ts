import { error, fail, redirect } from '@sveltejs/kit';
import type { Actor } from '$lib/server/accounts/actor';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { readAudit } from '$lib/server/audit/read-audit';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import { readApplicantFilter } from '$lib/server/rounds/applicant-query';
import { assignReviewer, unassignReviewer } from '$lib/server/rounds/assign-reviewers';
import { describeRoundAct } from '$lib/server/rounds/describe-round-act';
import { changeRoundDates, removeRound } from '$lib/server/rounds/edit-round';
import { findRound, type Round } from '$lib/server/rounds/find-round';
import {
	countApplicants,
	listApplicants,
	listFittingIds
} from '$lib/server/rounds/list-applicants';
import { listReviewers } from '$lib/server/rounds/list-reviewers';
import { actOnMany, type ManyAct } from '$lib/server/rounds/many-applications';
import { parseRoundDates } from '$lib/server/rounds/round-form';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
	const { db } = event.locals.app;
	const round = await roundOf(event, union.id);
	const filter = readApplicantFilter(actor, event.url.searchParams);
	const audit = await readAudit(db, 'round', round.id);
	return {
		union: { id: union.id, name: union.name },
		round: { id: round.id, year: round.year, level: round.level, dates: round.dates },
		filter: { q: filter.text, state: filter.state, reviewer: filter.reviewer },
		counts: await countApplicants(db, round),
		...(await listApplicants(db, round, filter)),
		reviewers: await listReviewers(db, round.unionPath),
		acts: audit.map(describeRoundAct),
		done: event.url.searchParams.get('done')
	};
};

export const actions: Actions = {
	dates: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const form = await readForm(event.request);
		const { data, invalid } = parseRoundDates(form);
		if (invalid) return fail(400, invalid);
		const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
		return attempt(typed, async () => {
			const { id } = await roundOf(event, union.id);
			await changeRoundDates(db, clock, id, data, actor.userId);
			redirect(303, `/office/unions/${union.id}/rounds/${id}?done=dates`);
		});
	},
	remove: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
		const { db, clock } = event.locals.app;
		return attempt({}, async () => {
			const { id } = await roundOf(event, union.id);
			await removeRound(db, clock, id, actor.userId);
			redirect(303, `/office/unions/${union.id}/rounds`);
		});
	},
	assign: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const form = await readForm(event.request);
		return attempt({}, async () => {
			const chosen = await readChosen(event, actor, {
				round: await roundOf(event, union.id),
				form
			});
			return { assigned: await assignReviewer(db, clock, chosen, actor.userId) };
		});
	},
	unassign: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const form = await readForm(event.request);
		return attempt({}, async () => {
			const chosen = await readChosen(event, actor, {
				round: await roundOf(event, union.id),
				form
			});
			return { unassigned: await unassignReviewer(db, clock, chosen, actor.userId) };
		});
	},
	start: async (event) => {
		await authoriseUnion(event, 'round.manage', event.params.union);
		return settleMany(event, 'start_review');
	},
	decide: async (event) => {
		await authoriseUnion(event, 'round.manage', event.params.union);
		return settleMany(event, 'decide');
	}
};

async function settleMany(event: RequestEvent, act: ManyAct) {
	const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
	const form = await readForm(event.request);
	return attempt({}, async () => {
		if (act === 'decide' && form.get('confirmed') === null) throw new Refused('decide_unconfirmed');
		const round = await roundOf(event, union.id);
		const applicationIds = await readTicked(event, actor, { round, form });
		const many = { roundId: round.id, act, applicationIds };
		return { settled: await actOnMany(event.locals.app, actor, many) };
	});
}

async function roundOf(event: RequestEvent, unionId: string): Promise<Round> {
	const round = await findRound(event.locals.app.db, unionId, event.params.round);
	if (round) return round;
	const unknown = new Refused('not_found');
	error(unknown.status, unknown.text);
}

/** The applications ticked in the table, or all that the filter in the form's address shows. */
async function readTicked(
	event: RequestEvent,
	actor: Actor,
	{ round, form }: { round: Round; form: FormData }
): Promise<string[]> {
	return form.get('all') === null
		? form.getAll('application').map(String)
		: listFittingIds(
				event.locals.app.db,
				round,
				readApplicantFilter(actor, event.url.searchParams)
			);
}

/** Whom to assign to what. Refuses `nothing_chosen`. */
async function readChosen(
	event: RequestEvent,
	actor: Actor,
	{ round, form }: { round: Round; form: FormData }
) {
	const userId = String(form.get('reviewer') ?? '');
	const applicationIds = await readTicked(event, actor, { round, form });
	if (userId === '' || applicationIds.length === 0) throw new Refused('nothing_chosen');
	return { roundId: round.id, userId, applicationIds };
}
