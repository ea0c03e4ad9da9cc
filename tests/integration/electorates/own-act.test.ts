import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { consentToDraft } from '$lib/server/surveys/consent';
import { editDraft } from '$lib/server/surveys/draft-survey';
import { listWaiting } from '$lib/server/surveys/list-waiting';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { scheduleSurvey } from '$lib/server/surveys/schedule-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { describeEachEngine } from '../support/engines';
import { rootUnionId } from '../support/factories';
import { makeSuperiorDraft, makeTownship, superiorDraft } from '../support/superior';

const low = { minTurnout: { num: 1, den: 10 } };
const ownAct = { code: 'own_act', status: 403 };

function consent(app: App, surveyId: string, by: string): Promise<void> {
	return consentToDraft({ ...app, rules: app.rubrics.rules }, surveyId, '多数在外地', by);
}

async function rowOf(app: App, surveyId: string) {
	return app.db
		.selectFrom('survey')
		.select(['state', 'consent_by', 'void_by'])
		.where('id', '=', surveyId)
		.executeTakeFirstOrThrow();
}

async function waitingFor(app: App, userId: string): Promise<string[]> {
	const unionId = await rootUnionId(app);
	const roles = [{ role: 'supervisor' as const, unionId, unionName: '', path: `/${unionId}/` }];
	return (await listWaiting(app.db, { roles, userId }, app.rubrics.rules)).map(({ id }) => id);
}

describeEachEngine('the second pair of eyes on a superior appraisal', (engine) => {
	it('agrees to a low turnout: neither who drafted it nor who changed it', async () => {
		const app = await engine.createApp();
		const { unionId, supervisor, other, ...township } = await makeTownship(app, 12);
		const { surveyId } = await makeSuperiorDraft(app, { unionId, supervisor });
		const lowered = { ...superiorDraft(unionId), ...low };
		await editDraft(app.db, app.clock, surveyId, lowered, supervisor);
		await expect(consent(app, surveyId, supervisor)).rejects.toMatchObject(ownAct);
		expect((await rowOf(app, surveyId)).consent_by).toBeNull();
		expect(await waitingFor(app, supervisor)).toEqual([]);
		expect(await waitingFor(app, other)).toEqual([surveyId]);

		await consent(app, surveyId, other);
		expect((await rowOf(app, surveyId)).consent_by).toBe(other);
		await openSurvey(app, surveyId, supervisor);

		const second = await makeTownship(app, township.below.length);
		const changed = await makeSuperiorDraft(app, second);
		const terms = { ...superiorDraft(second.unionId), ...low };
		await editDraft(app.db, app.clock, changed.surveyId, terms, second.other);
		for (const by of [second.supervisor, second.other])
			await expect(consent(app, changed.surveyId, by)).rejects.toMatchObject(ownAct);
	});

	it('makes it void: neither who drafted it nor who opened it', async () => {
		const app = await engine.createApp();
		const { supervisor, other, unionId } = await makeTownship(app, 12);
		const { surveyId } = await makeSuperiorDraft(app, { unionId, supervisor });
		await openSurvey(app, surveyId, other);
		for (const by of [supervisor, other])
			await expect(voidSurvey(app.db, app.clock, surveyId, '不合意', by)).rejects.toMatchObject(
				ownAct
			);
		expect(await rowOf(app, surveyId)).toMatchObject({ state: 'open', void_by: null });
		const third = await makeTownship(app, 1);
		await voidSurvey(app.db, app.clock, surveyId, '名单有误', third.supervisor);
		expect(await rowOf(app, surveyId)).toMatchObject({ state: 'void', void_by: third.supervisor });
	});

	it('counts whoever let it open by itself as one who opened it', async () => {
		const app = await engine.createApp();
		const { supervisor, other, unionId } = await makeTownship(app, 12);
		const { surveyId } = await makeSuperiorDraft(app, { unionId, supervisor });
		await scheduleSurvey(app.db, app.clock, surveyId, true, other);
		await openSurvey(app, surveyId, null);
		await expect(voidSurvey(app.db, app.clock, surveyId, '不合意', other)).rejects.toMatchObject(
			ownAct
		);
	});
});
