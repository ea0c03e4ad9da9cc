import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { OpenStatement } from '$lib/domain/verify/statements';
import type { App } from '$lib/server/app';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { readElectorateText, readFrozenElectorate } from '$lib/server/electorates/read-electorate';
import { draftSurvey, editDraft } from '$lib/server/surveys/draft-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUser } from '../support/factories';
import { makeDraft } from '../support/open-survey';
import { surveyDraft } from '../support/survey-draft';
import {
	holdSuperior,
	makeSubordinate,
	makeSuperiorDraft,
	makeTownship,
	superiorDraft
} from '../support/superior';

async function eligibleOf(app: App, surveyId: string) {
	const survey = await readSurvey(app.db, surveyId);
	return { eligible: survey?.eligible, electorate: survey?.electorate };
}

async function statementOf(app: App, surveyId: string): Promise<OpenStatement> {
	const { payload } = await app.db
		.selectFrom('log')
		.select('payload')
		.where('survey_id', '=', surveyId)
		.where('seq', '=', 0)
		.executeTakeFirstOrThrow();
	return JSON.parse(payload.toString('utf8')) as OpenStatement;
}

describeEachEngine('who is asked about the union above', (engine) => {
	it('is every union below with a chair in office, whatever number was typed', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 11);
		const village = await makeSubordinate(app, township.unionId, {
			...{ kind: 'village', level: 'intermediate' as const }
		});
		await makeSubordinate(app, village, { kind: 'joint' });
		await makeSubordinate(app, township.unionId, { chair: false });
		const { surveyId } = await makeSuperiorDraft(app, township);
		expect(await eligibleOf(app, surveyId)).toEqual({ eligible: 13, electorate: 'chairs' });
	});

	it('is all of the named kinds, and nobody else', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 6);
		await makeSubordinate(app, township.unionId, { kind: 'institution' });
		const draft = superiorDraft(township.unionId, { kinds: ['institution'], drawId: null });
		const id = await draftSurvey(app.db, app.clock, draft, township.supervisor);
		expect(await eligibleOf(app, id)).toEqual({ eligible: 1, electorate: 'chairs' });
	});

	it('leaves out a union that was closed, and one with nobody in office refuses to be a survey', async () => {
		const app = await engine.createApp();
		const { unionId, supervisor, below } = await makeTownship(app, 2);
		await app.db
			.updateTable('union')
			.set({ closed_at: sql`created_at` })
			.where('id', '=', below[0] ?? '')
			.execute();
		const draft = superiorDraft(unionId);
		const id = await draftSurvey(app.db, app.clock, draft, supervisor);
		expect((await eligibleOf(app, id)).eligible).toBe(1);
		await app.db
			.updateTable('term')
			.set({ ended_on: sql`started_on` })
			.execute();
		await expect(editDraft(app.db, app.clock, id, draft, supervisor)).rejects.toMatchObject({
			code: 'no_electors'
		});
	});
});

describeEachEngine('the list of those asked', (engine) => {
	it('is frozen at opening as things stand then, and the log commits to it', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 10);
		const { surveyId } = await makeSuperiorDraft(app, township);
		const late = await makeSubordinate(app, township.unionId);
		const vacant = await makeSubordinate(app, township.unionId, { chair: false });
		await openSurvey(app, surveyId, township.supervisor);
		expect(await eligibleOf(app, surveyId)).toMatchObject({ eligible: 11 });

		const after = await makeSubordinate(app, township.unionId);
		await makeChair(app, vacant, { startedOn: '2026-11-22' });
		await app.db.updateTable('union').set({ name: '改名' }).where('id', '=', late).execute();
		const frozen = await readFrozenElectorate(app.db, surveyId);
		const listed = new Map(frozen?.electors.map((one) => [one.unionId, one]));
		expect([...listed.keys()].sort()).toEqual([...township.below, late, vacant].sort());
		expect(listed.has(after)).toBe(false);
		expect(listed.get(vacant)?.vacant).toBe(true);
		expect(listed.get(late)?.name).not.toBe('改名');
		expect(frozen?.kinds).toEqual([
			{
				...{ kind: 'enterprise', name: '企业工会', level: 'grassroots' },
				...{ units: 12, listed: 12, vacant: 1 }
			}
		]);

		const survey = await readSurvey(app.db, surveyId);
		const text = survey && (await readElectorateText(app.db, survey));
		const hash = createHash('sha256')
			.update(text ?? '')
			.digest('hex');
		const stated = await statementOf(app, surveyId);
		expect(stated).toMatchObject({ eligible: 11, electors: { listed: 12, vacant: 1, hash } });
	});

	it('cannot be changed by SQL once it is open', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 10);
		const { surveyId } = await makeSuperiorDraft(app, township);
		await openSurvey(app, surveyId, township.supervisor);
		for (const statement of [
			sql`update elector set vacant = 1`,
			sql`delete from elector`,
			sql`update chair_electorate set kinds = '[]'`,
			sql`update chair_electorate set summary = '[]'`,
			sql`delete from chair_electorate`
		])
			await expect(statement.execute(app.db)).rejects.toThrow(/frozen|stays|stay/);
	});

	it('is not stated by surveys among members', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app);
		await openSurvey(app, surveyId, by);
		expect(await statementOf(app, surveyId)).not.toHaveProperty('electors');
	});

	it('refuses to open with more codes than chairs are left, until they are printed anew', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 11);
		const { surveyId } = await makeSuperiorDraft(app, township);
		await app.db
			.updateTable('term')
			.set({ ended_on: sql`started_on` })
			.where('union_id', '=', township.below[0] ?? '')
			.execute();
		await expect(openSurvey(app, surveyId, township.supervisor)).rejects.toMatchObject({
			code: 'electorate_shrank'
		});
		expect((await readSurvey(app.db, surveyId))?.state).toBe('draft');
		await issueCodes(app, surveyId, { size: 10, voidUnused: true }, township.supervisor);
		await openSurvey(app, surveyId, township.supervisor);
		expect(await eligibleOf(app, surveyId)).toMatchObject({ eligible: 10 });
	});
});

describeEachEngine('a superior appraisal', (engine) => {
	it('stays one, and a survey among members never becomes one', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 10);
		const { supervisor, unionId } = township;
		const { surveyId } = await makeSuperiorDraft(app, township);
		const home = surveyDraft(unionId, { subjects: ['home'] });
		await expect(editDraft(app.db, app.clock, surveyId, home, supervisor)).rejects.toMatchObject({
			code: 'subject_fixed'
		});
		const own = await makeDraft(app, { codes: 0, subjects: ['home'] });
		const superior = superiorDraft(own.unionId);
		await expect(
			editDraft(app.db, app.clock, own.surveyId, superior, own.by)
		).rejects.toMatchObject({ code: 'subject_fixed' });
	});

	it('is one a year beside the union’s own surveys; void, it may be repeated', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 10);
		const { supervisor, other, unionId } = township;
		const staff = await makeUser(app, { role: 'staff', unionId });
		await draftSurvey(app.db, app.clock, surveyDraft(unionId), staff);
		const { surveyId } = await makeSuperiorDraft(app, township);
		await expect(
			draftSurvey(app.db, app.clock, superiorDraft(unionId), supervisor)
		).rejects.toMatchObject({ code: 'subject_taken' });
		await openSurvey(app, surveyId, supervisor);
		await voidSurvey(app.db, app.clock, surveyId, '名单有误', other);
		await draftSurvey(app.db, app.clock, superiorDraft(unionId), supervisor);
	});

	it('is counted like any other, for the union that is rated', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 12);
		const answers = Array.from({ length: 11 }, (_, n) => (n < 10 ? 'satisfied' : 'dissatisfied'));
		const { surveyId } = await holdSuperior(app, township, answers as never);
		const rows = await app.db
			.selectFrom('result')
			.selectAll()
			.where('survey_id', '=', surveyId)
			.execute();
		expect(rows).toMatchObject([
			{
				...{ union_id: township.unionId, subject: 'superior', electorate: 'chairs' },
				...{ eligible: 12, returned_online: 11, favourable: 10, dissatisfied: 1 }
			}
		]);
	});
});
