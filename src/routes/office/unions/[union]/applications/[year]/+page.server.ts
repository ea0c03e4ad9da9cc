import type { RequestEvent } from '@sveltejs/kit';
import { authoriseAssessment } from '$lib/server/accounts/authorise';
import type { Day } from '$lib/server/database/values';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import { applyForRound } from '$lib/server/rounds/apply-for-round';
import { viewApplication } from '$lib/server/rounds/application-view';
import type { SheetAccess } from '$lib/server/rounds/sheet-access';
import { decideApplication, submitApplication } from '$lib/server/rounds/submit-application';
import {
	beginSelfReview,
	extendSelfReview,
	reopenApplication,
	returnApplication,
	startReview
} from '$lib/server/rounds/supervise-application';
import { withdrawApplication } from '$lib/server/rounds/withdraw-application';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union, year, access } = await authoriseAssessment(event, 'read', event.params);
	return viewApplication(event.locals.app, { union, year, access });
};

const examiners = ['review', 'supervise'] as const;

export const actions: Actions = {
	apply: async (event) => {
		const { actor, union, year } = await authoriseAssessment(event, 'self', event.params);
		const { db, clock } = event.locals.app;
		return attempt({}, async () => {
			await applyForRound(db, clock, union, year, actor.userId);
			return { done: 'apply' };
		});
	},
	withdraw: async (event) => {
		const { actor, access } = await authoriseAssessment(event, 'self', event.params);
		return attempt({}, async () => {
			await withdrawApplication(event.locals.app, idOf(access), actor.userId);
			return { done: 'withdraw' };
		});
	},
	begin: async (event) => {
		const { actor, access } = await authoriseAssessment(event, 'self', event.params);
		return attempt({}, async () => {
			await beginSelfReview(event.locals.app, idOf(access), actor.userId);
			return { done: 'begin' };
		});
	},
	submit: async (event) => {
		const { actor, access } = await authoriseAssessment(event, 'self', event.params);
		const acknowledged = (await readForm(event.request)).get('acknowledged') !== null;
		return attempt({ action: 'submit' }, async () => {
			await submitApplication(event.locals.app, idOf(access), { acknowledged }, actor.userId);
			return { done: 'submit' };
		});
	},
	start: async (event) => {
		const { actor, access } = await authoriseAssessment(event, examiners, event.params);
		return attempt({}, async () => {
			await startReview(event.locals.app, idOf(access), actor.userId);
			return { done: 'start_review' };
		});
	},
	return: async (event) => {
		const { actor, access } = await authoriseAssessment(event, examiners, event.params);
		const written = await readWritten(event);
		return attempt({ action: 'return', ...written }, async () => {
			await returnApplication(event.locals.app, idOf(access), written, actor.userId);
			return { done: 'return' };
		});
	},
	extend: async (event) => {
		const { actor, access } = await authoriseAssessment(event, 'supervise', event.params);
		const written = await readWritten(event);
		return attempt({ action: 'extend', ...written }, async () => {
			await extendSelfReview(event.locals.app, idOf(access), written, actor.userId);
			return { done: 'extend' };
		});
	},
	decide: async (event) => {
		const { actor, access } = await authoriseAssessment(event, 'supervise', event.params);
		return attempt({ action: 'decide' }, async () => {
			await decideApplication(event.locals.app, idOf(access), actor.userId);
			return { done: 'decide' };
		});
	},
	reopen: async (event) => {
		const { actor, access } = await authoriseAssessment(event, 'supervise', event.params);
		const written = await readWritten(event);
		return attempt({ action: 'reopen', ...written }, async () => {
			await reopenApplication(event.locals.app, idOf(access), written.reason, actor.userId);
			return { done: 'reopen' };
		});
	}
};

function idOf({ application }: SheetAccess): string {
	if (!application) throw new Refused('wrong_step');
	return application.id;
}

async function readWritten(
	event: RequestEvent
): Promise<{ reason: string; selfUntil: Day | null }> {
	const form = await readForm(event.request);
	const day = String(form.get('selfUntil') ?? '');
	return {
		reason: String(form.get('reason') ?? '').slice(0, 500),
		selfUntil: /^\d{4}-\d\d-\d\d$/.test(day) ? (day as Day) : null
	};
}
