import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Custody } from '$lib/domain/rules';
import type { Mode } from '$lib/domain/words';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { describeSurveyAct } from '$lib/server/audit/describe-survey-act';
import { readAudit } from '$lib/server/audit/read-audit';
import { listAnomalies } from '$lib/server/anomalies/list-anomalies';
import { viewWindow } from '$lib/server/destruction/window-view';
import { readCodeRoom } from '$lib/server/ballots/code-room';
import { findFingerprint } from '$lib/server/ballots/sign-receipt';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { consentToDraft } from '$lib/server/surveys/consent';
import { deleteDraft } from '$lib/server/surveys/draft-survey';
import { countPrinted, listBatches, showBatches } from '$lib/server/surveys/list-batches';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { isOwnAct } from '$lib/server/surveys/own-act';
import { readSurvey, readTurnout } from '$lib/server/surveys/read-survey';
import { scheduleSurvey } from '$lib/server/surveys/schedule-survey';
import { overviewSurvey } from '$lib/server/surveys/survey-overview';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union, survey, may } = await authoriseSurvey(
		event,
		'union.read',
		event.params.survey
	);
	const { app } = event.locals;
	const batches = await listBatches(app.db, survey.id);
	const turnout = await readTurnout(app.db, survey);
	const counted = survey.counted_at !== null;
	const full = await readSurvey(app.db, survey.id);
	if (!full) redirect(303, `/office/unions/${union.id}`);
	return {
		union: { id: union.id, name: union.name },
		survey: await overviewSurvey(app, full),
		turnout: { eligible: turnout.eligible, returned: turnout.returned, rate: turnout.rate },
		batches: showBatches(batches, counted ? null : (await readCodeRoom(app.db, survey)).reissues),
		printed: countPrinted(batches),
		audit: (await readAudit(app.db, 'survey', survey.id)).map(describeSurveyAct),
		window: await viewWindow(app, survey),
		anomalies: await listAnomalies(app.db, survey),
		fingerprint: await findFingerprint(app, survey.id),
		reviews: may('survey.review'),
		manages: may('survey.manage'),
		supervises: may('survey.supervise'),
		ownAct: await isOwnAct(app.db, survey.id, actor.userId)
	};
};

type Event = RequestEvent<{ survey: string }>;

async function reasonOf(event: Event): Promise<string> {
	return String((await readForm(event.request)).get('reason') ?? '').slice(0, 500);
}

export const actions: Actions = {
	open: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		return attempt({}, () => openSurvey(event.locals.app, survey.id, actor.userId));
	},
	schedule: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		return attempt({}, () => scheduleSurvey(db, clock, survey.id, true, actor.userId));
	},
	unschedule: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		return attempt({}, () => scheduleSurvey(db, clock, survey.id, false, actor.userId));
	},
	close: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		return attempt({}, () => closeSurvey(event.locals.app, survey.id, actor.userId));
	},
	delete: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		return attempt({}, async () => {
			await deleteDraft(db, clock, survey.id, actor.userId);
			redirect(303, `/office/unions/${survey.union_id}`);
		});
	},
	consent: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.supervise', event.params.survey);
		const { db, clock, rubrics } = event.locals.app;
		const form = await readForm(event.request);
		const reason = String(form.get('reason') ?? '').slice(0, 500);
		const number = (name: string) => Number(form.get(name));
		const minTurnout = { num: number('seen_num'), den: number('seen_den') };
		const seen = {
			...{ minTurnout, eligible: number('seen_eligible'), paper: form.get('seen_paper') === '1' },
			mode: String(form.get('seen_mode')) as Mode,
			custody: String(form.get('seen_custody')) as Custody
		};
		return attempt({ action: 'consent', reason }, () =>
			consentToDraft({ db, clock, rules: rubrics.rules }, survey.id, reason, actor.userId, seen)
		);
	},
	void: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.supervise', event.params.survey);
		const { db, clock } = event.locals.app;
		const reason = await reasonOf(event);
		return attempt({ action: 'void', reason }, () =>
			voidSurvey(db, clock, survey.id, reason, actor.userId)
		);
	}
};
