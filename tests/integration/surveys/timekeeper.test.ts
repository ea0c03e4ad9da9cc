import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { listSurveyResults } from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { draftSurvey } from '$lib/server/surveys/draft-survey';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { scheduleSurvey } from '$lib/server/surveys/schedule-survey';
import { keepTime } from '$lib/server/surveys/timekeeper';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser } from '../support/factories';
import { makeOpenSurvey } from '../support/open-survey';
import { surveyDraft } from '../support/survey-draft';
import { ballotsOf, cast } from '../support/votes';

const opens = '2026-11-23T08:00:00+08:00';

/** A draft that opens the day after the test clock's; without codes unless told otherwise. */
async function scheduled(app: App, codes: number): Promise<{ surveyId: string; by: string }> {
	const unionId = await makeUnion(app);
	await makeChair(app, unionId);
	const by = await makeUser(app, { unionId });
	const surveyId = await draftSurvey(app.db, app.clock, surveyDraft(unionId, { opens }), by);
	if (codes > 0) await issueCodes(app, surveyId, { size: codes, voidUnused: false }, by);
	await scheduleSurvey(app.db, app.clock, surveyId, true, by);
	return { surveyId, by };
}

async function stateOf(app: App, surveyId: string): Promise<string | undefined> {
	return (await readSurvey(app.db, surveyId))?.state;
}

describeEachEngine('the timekeeper', (engine) => {
	it('opens a scheduled draft at its time, not a minute earlier', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId } = await scheduled(app, 10);
		clock.set('2026-11-23T07:59:00+08:00');
		await keepTime(app);
		expect(await stateOf(app, surveyId)).toBe('draft');
		clock.set(opens);
		await keepTime(app);
		expect(await stateOf(app, surveyId)).toBe('open');
	});

	it('leaves a draft alone that nobody scheduled, or whose schedule was taken back', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, by } = await scheduled(app, 10);
		await scheduleSurvey(app.db, clock, surveyId, false, by);
		clock.set('2026-11-24T08:00:00+08:00');
		await keepTime(app);
		expect(await stateOf(app, surveyId)).toBe('draft');
	});

	it('leaves a draft that is not ready to its staff, and goes on with the others', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const bare = await scheduled(app, 0);
		const ready = await scheduled(app, 10);
		clock.set(opens);
		await keepTime(app);
		expect(await stateOf(app, bare.surveyId)).toBe('draft');
		expect(await stateOf(app, ready.surveyId)).toBe('open');
	});

	it('closes and counts at the closing time', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const survey = await makeOpenSurvey(app, { codes: 12, hours: 48 });
		await cast(app, survey, ballotsOf(app, { satisfied: 10, dissatisfied: 2 }));
		clock.set('2026-11-24T08:59:00+08:00');
		await keepTime(app);
		expect(await stateOf(app, survey.surveyId)).toBe('open');
		clock.set('2026-11-24T09:00:00+08:00');
		await keepTime(app);
		expect(await stateOf(app, survey.surveyId)).toBe('counted');
		const acts = await app.db
			.selectFrom('audit')
			.select(['action', 'user_id'])
			.where('action', 'in', ['close', 'count'])
			.execute();
		expect(acts.map(({ user_id }) => user_id)).toEqual([null, null]);
	});

	it('counts once, though several processes keep time', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const survey = await makeOpenSurvey(app, { codes: 12, hours: 48 });
		await cast(app, survey, ballotsOf(app, { satisfied: 11 }));
		clock.set('2026-11-25T09:00:00+08:00');
		await Promise.all([keepTime(app), keepTime(app), keepTime(app)]);
		await keepTime(app);
		expect(await listSurveyResults(app.db, survey.surveyId)).toHaveLength(2);
		expect(await stateOf(app, survey.surveyId)).toBe('counted');
	});

	it('counts what a stop left closed, and does not let one broken survey hold up the rest', async () => {
		const app = await engine.createApp();
		const [broken, other] = [await makeOpenSurvey(app), await makeOpenSurvey(app, { codes: 12 })];
		await cast(app, other, ballotsOf(app, { satisfied: 11 }));
		const folder = (id: string) => join(app.config.secretsDir, id);
		for (const { surveyId, by } of [broken, other]) {
			renameSync(folder(surveyId), folder(`${surveyId}-away`));
			await expect(closeSurvey(app, surveyId, by)).rejects.toThrow();
			expect(await stateOf(app, surveyId)).toBe('closed');
		}
		renameSync(folder(`${other.surveyId}-away`), folder(other.surveyId));
		await keepTime(app);
		expect(await stateOf(app, broken.surveyId)).toBe('closed');
		expect(await stateOf(app, other.surveyId)).toBe('counted');
		const [home] = await listSurveyResults(app.db, other.surveyId);
		expect(home).toMatchObject({ satisfied: 11, returned_online: 11 });
	});
});
