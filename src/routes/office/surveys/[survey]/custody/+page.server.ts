import { readForm } from '$lib/server/read-form';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { chooseCustody, type CustodyChoice } from '$lib/server/custody/choose-custody';
import { listUsableKeySets, overviewCustody } from '$lib/server/custody/custody-overview';
import { holderAddress } from '$lib/server/custody/holder-address';
import { inviteHolder } from '$lib/server/custody/invitation';
import { findKeySetOf } from '$lib/server/custody/key-set';
import { clearPlace } from '$lib/server/custody/make-sheet';
import { readHolder } from '$lib/server/custody/place-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union, survey, may } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const { app } = event.locals;
	const { id, title, state, custody, electorate } = survey;
	return {
		union: { id: union.id, name: union.name },
		survey: { id, title, state, custody, electorate },
		keySet: await overviewCustody(app.db, survey.id),
		keySets: await listUsableKeySets(app.db, union.path),
		rule: app.rubrics.rules.custody,
		manages: may('survey.manage')
	};
};

function readChoice(form: FormData): CustodyChoice {
	const choice = String(form.get('custody') ?? '');
	if (choice === 'server') return { custody: 'server' };
	return { custody: 'trustees', sharedSetId: choice === 'own' ? null : choice };
}

export const actions: Actions = {
	choose: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const choice = readChoice(await readForm(event.request));
		return attempt({}, () => chooseCustody(event.locals.app, survey.id, choice, actor.userId));
	},
	invite: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { app } = event.locals;
		const form = await readForm(event.request);
		return attempt({}, async () => {
			const place = { keySetId: await ownKeySet(app.db, survey.id), idx: readHolder(form) };
			const token = await inviteHolder(app.db, app.clock, place, actor.userId);
			return { invitation: { holder: place.idx, ...(await holderAddress(app, token)) } };
		});
	},
	clear: async (event) => {
		const { actor, survey } = await authoriseSurvey(event, 'survey.manage', event.params.survey);
		const { db, clock } = event.locals.app;
		const form = await readForm(event.request);
		return attempt({}, async () => {
			const place = { keySetId: await ownKeySet(db, survey.id), idx: readHolder(form) };
			await clearPlace(db, clock, place, actor.userId);
		});
	}
};

/** The sheets of a shared key set are not this union's to hand out. */
async function ownKeySet(db: App.Locals['app']['db'], surveyId: string): Promise<string> {
	const keySet = await findKeySetOf(db, surveyId);
	if (!keySet || keySet.shared === 1) throw new Refused('not_found');
	return keySet.id;
}
