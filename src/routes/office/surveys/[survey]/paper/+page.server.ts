import { readForm } from '$lib/server/read-form';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { fromJson } from '$lib/server/database/values';
import { confirmPaper } from '$lib/server/paper/confirm-paper';
import { enterPaper, withdrawPaper } from '$lib/server/paper/enter-paper';
import { noPaper, readPaperForm, type PaperValues } from '$lib/server/paper/paper-form';
import { readPaperEntry } from '$lib/server/paper/read-paper';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union, survey, may } = await authoriseSurvey(
		event,
		'union.read',
		event.params.survey
	);
	const { id, title, state } = survey;
	if (survey.paper === 0 || (state !== 'closed' && survey.counted_at === null))
		redirect(303, `/office/surveys/${id}`);
	const entry = await readPaperEntry(event.locals.app.db, id);
	return {
		union: { id: union.id, name: union.name },
		survey: { id, title, closed: state === 'closed', chairs: survey.electorate === 'chairs' },
		questionnaires: survey.questionnaires ? fromJson(survey.questionnaires) : [],
		entered: entry?.enteredName ?? null,
		confirmed: entry?.confirmedName ?? null,
		own: entry?.enteredBy === actor.userId,
		counts: may('paper.count')
	};
};

type Event = RequestEvent<{ survey: string }>;

async function readCount(event: Event, questionnaires: Parameters<typeof noPaper>[0]) {
	const form = await readForm(event.request);
	if (form.has('none')) return { count: noPaper(questionnaires), typed: {} };
	return readPaperForm(form, questionnaires);
}

const wrong = (values: PaperValues, errors: Record<string, string>, message: string) =>
	fail(400, { message, values, errors });

export const actions: Actions = {
	enter: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'paper.count', event.params.survey);
		const { db, clock } = event.locals.app;
		const asked = survey.questionnaires ? fromJson(survey.questionnaires) : [];
		const read = await readCount(event, asked);
		if (!read.count) return wrong(read.typed, read.errors, '有票数需要改，请看标出的各项。');
		return attempt(read.typed, () => enterPaper(db, clock, survey.id, read.count, actor.userId));
	},
	confirm: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'paper.count', event.params.survey);
		const asked = survey.questionnaires ? fromJson(survey.questionnaires) : [];
		const read = await readCount(event, asked);
		if (!read.count) return wrong(read.typed, read.errors, '有票数需要改，请看标出的各项。');
		return attempt(read.typed, async () => {
			const differing = await confirmPaper(event.locals.app, survey.id, read.count, actor.userId);
			if (differing.length > 0) {
				const errors = Object.fromEntries(
					differing.map((name) => [name, '与第一个人录入的不一致'])
				);
				return wrong(
					read.typed,
					errors,
					`有 ${differing.length} 个数与第一个人录入的不一致。请两人对照纸质票重新清点：您错了就改正再交，对方错了请撤回重录。`
				);
			}
			redirect(303, `/office/surveys/${survey.id}`);
		});
	},
	withdraw: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'paper.count', event.params.survey);
		const { db, clock } = event.locals.app;
		return attempt({}, () => withdrawPaper(db, clock, survey.id, actor.userId));
	}
};
