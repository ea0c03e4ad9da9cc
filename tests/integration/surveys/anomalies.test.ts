import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { listAnomalies } from '$lib/server/anomalies/list-anomalies';
import type { Electorate } from '$lib/domain/words';
import { toInstant } from '$lib/server/database/values';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey } from '../support/open-survey';

/** What is remarked of a counted survey of a union with 120 members. */
async function remarkedOf(
	app: App,
	eligible: number,
	{ electorate = 'members' as Electorate, registered = null as number | null } = {}
) {
	const survey = await makeOpenSurvey(app, { eligible });
	await closeSurvey(app, survey.surveyId, survey.by);
	if (registered !== null)
		await app.db
			.insertInto('member_count')
			.values({
				...{ union_id: survey.unionId, year: 2026, members: registered },
				...{ entered_by: survey.by, entered_at: toInstant(app.clock.now()) }
			})
			.execute();
	const row = app.db.selectFrom('survey').selectAll().where('id', '=', survey.surveyId);
	return listAnomalies(app.db, { ...(await row.executeTakeFirstOrThrow()), electorate });
}

describeEachEngine('a survey that leaves members out', (engine) => {
	test('is remarked where all members should have been asked', async () => {
		const app = await engine.createApp();
		expect(await remarkedOf(app, 107)).toEqual(['few_entitled']);
		expect(await remarkedOf(app, 108)).toEqual([]);
		expect(await remarkedOf(app, 30, { electorate: 'representatives' })).toEqual([]);
		expect(await remarkedOf(app, 107, { registered: 110 })).toEqual([]);
		expect(await remarkedOf(app, 107, { registered: 119 })).toEqual(['few_entitled']);
	});
});
