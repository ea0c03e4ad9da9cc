import { readForm } from '$lib/server/read-form';
import { fail, redirect } from '@sveltejs/kit';
import { groupCode } from '$lib/domain/ballot-code';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { parseForm } from '$lib/server/form';
import { leftoverForm, signForm } from '$lib/server/reconciliation/reconcile-form';
import { readReconciliation } from '$lib/server/reconciliation/read-reconciliation';
import { signReconciliation } from '$lib/server/reconciliation/sign-reconciliation';
import { voidLeftovers } from '$lib/server/reconciliation/void-leftovers';
import { attempt } from '$lib/server/refusals';
import { readSurveyReport } from '$lib/server/results/survey-report';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union, survey, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const { db } = event.locals.app;
	const { id, title, state } = survey;
	// Nothing was handed out of a poster survey that could be counted again.
	if (state === 'draft' || survey.mode === 'poster') redirect(303, `/office/surveys/${id}`);
	const counted = survey.counted_at !== null;
	const [report] = counted ? await readSurveyReport(db, survey) : [];
	return {
		union: { id: union.id, name: union.name },
		survey: { id, title, counted, void: state === 'void' },
		account: await readReconciliation(db, survey, counted),
		line: report?.result.reconciliation ?? null,
		reasons: report?.result.validity.reasons ?? [],
		manages: may('survey.manage') && state !== 'void'
	};
};

export const actions: Actions = {
	leftover: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { typed, data, invalid } = parseForm(leftoverForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		const order = {
			codes: data.codes,
			witnesses: [data.witnessA, data.witnessB] as [string, string]
		};
		return attempt(typed, async () => {
			const found = await voidLeftovers(event.locals.app, survey.id, order, actor.userId);
			return { voided: { ...found, unknown: found.unknown.map(groupCode) } };
		});
	},
	sign: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { typed, data, invalid } = parseForm(signForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		const { witnessA, witnessB, ...account } = data;
		const signed = { ...account, witnesses: [witnessA, witnessB] as [string, string] };
		return attempt(typed, () =>
			signReconciliation(event.locals.app, survey.id, signed, actor.userId)
		);
	}
};
