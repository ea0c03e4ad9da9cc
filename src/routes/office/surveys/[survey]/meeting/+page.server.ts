import { fail, redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/permission';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { parseForm } from '$lib/server/form';
import { attendanceForm } from '$lib/server/meetings/attendance-form';
import { readMeeting } from '$lib/server/meetings/read-meeting';
import { signAttendance } from '$lib/server/meetings/sign-attendance';
import { switchGiving } from '$lib/server/meetings/switch-giving';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { addressWarning } from '$lib/server/settings/address-warning';
import { readPublicAddress } from '$lib/server/settings/public-address';
import { readTurnout } from '$lib/server/surveys/read-survey';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union, survey } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const { app } = event.locals;
	const { id, title, state, eligible } = survey;
	if (survey.mode !== 'meeting') redirect(303, `/office/surveys/${id}`);
	const { returned } = await readTurnout(app.db, survey);
	return {
		union: { id: union.id, name: union.name },
		survey: { id, title, state, eligible },
		meeting: await readMeeting(app.db, survey),
		returned,
		warning: addressWarning(await readPublicAddress(app)),
		manages: can(actor.roles, 'survey.manage', union.path)
	};
};

export const actions: Actions = {
	sign: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { typed, data, invalid } = parseForm(attendanceForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		const { attending, witnessA, witnessB } = data;
		const signed = { attending, witnesses: [witnessA, witnessB] as [string, string] };
		return attempt(typed, () => signAttendance(event.locals.app, survey.id, signed, actor.userId));
	},
	stop: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		return attempt({}, () => switchGiving(db, clock, survey.id, false, actor.userId));
	},
	give: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		return attempt({}, () => switchGiving(db, clock, survey.id, true, actor.userId));
	}
};
