import { expect, test } from 'vitest';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { deleteDraft } from '$lib/server/surveys/draft-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { listPublicSurveys, type PublicFilter } from '$lib/server/verification/list-public';
import { readPublicSurvey } from '$lib/server/verification/public-survey';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion } from '../support/factories';
import { makeDraft, makeOpenSurvey } from '../support/open-survey';
import { makeTrusteeSurvey } from '../support/trustees';

const all: PublicFilter = { union: '', year: null, page: 1 };

describeEachEngine('the public list of surveys', (engine) => {
	test('has whatever was opened, whatever became of it, and no draft', async () => {
		const app = await engine.createApp();
		const open = await makeOpenSurvey(app);
		const voided = await makeOpenSurvey(app);
		await voidSurvey(app.db, app.clock, voided.surveyId, '按名单发码', voided.by);
		// Trustees who never come: closed for good, and never counted.
		const abandoned = await makeTrusteeSurvey(app);
		await closeSurvey(app, abandoned.surveyId, abandoned.by);
		await makeDraft(app);
		const thrownAway = await makeDraft(app);
		await deleteDraft(app.db, app.clock, thrownAway.surveyId, thrownAway.by);
		const { surveys, total, years } = await listPublicSurveys(app.db, all);
		expect(new Map(surveys.map(({ id, state }) => [id, state]))).toEqual(
			new Map([
				[open.surveyId, 'open'],
				[voided.surveyId, 'void'],
				[abandoned.surveyId, 'closed']
			])
		);
		expect(total).toBe(3);
		expect(years).toEqual([2026]);
		expect(surveys.find(({ state }) => state === 'void')?.voidReason).toBe('按名单发码');
		// Every line leads to a page.
		for (const { id } of surveys) expect(await readPublicSurvey(app, id)).not.toBeNull();
	});

	test('is searched by name and year, and paged', async () => {
		const app = await engine.createApp();
		for (let n = 1; n <= 21; n++) {
			const unionId = await makeUnion(app, { name: `云溪第${n}_%厂工会` });
			await makeChair(app, unionId);
			await makeOpenSurvey(app, { codes: 1, unionId });
		}
		await makeOpenSurvey(app, { codes: 1 });
		const find = (filter: Partial<PublicFilter>) =>
			listPublicSurveys(app.db, { ...all, ...filter });
		expect(await find({ union: '云溪' })).toMatchObject({ total: 21, page: 1, pages: 2 });
		expect((await find({ union: '云溪', page: 2 })).surveys).toHaveLength(1);
		expect(await find({ union: '云溪', page: 99 })).toMatchObject({ page: 2 });
		expect((await find({ union: '第7_%厂' })).surveys).toHaveLength(1);
		// Signs that a database takes for "anything" are just signs here.
		expect(await find({ union: '%厂工会%%' })).toMatchObject({ total: 0 });
		expect(await find({ year: 2025 })).toMatchObject({ total: 0 });
		expect(await find({ year: 2026 })).toMatchObject({ total: 22 });
		const first = (await find({})).surveys.map(({ id }) => id);
		const second = (await find({ page: 2 })).surveys.map(({ id }) => id);
		expect(new Set([...first, ...second]).size).toBe(22);
	});
});
