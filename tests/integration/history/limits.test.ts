import { expect, test } from 'vitest';
import { historyColumns } from '$lib/domain/history-columns';
import type { App } from '$lib/server/app';
import { toInstant, type Day } from '$lib/server/database/values';
import { approveHistory } from '$lib/server/history/decide-history';
import { checkEntries } from '$lib/server/history/enter-history';
import { importHistory, previewHistory } from '$lib/server/history/import-history';
import { readCautions } from '$lib/server/history/read-cautions';
import { readHistory } from '$lib/server/history/read-history';
import { removeHistoryFile } from '$lib/server/history/remove-history-file';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { draftSurvey } from '$lib/server/surveys/draft-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { closeUnion } from '$lib/server/unions/close-union';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import { enterRow, goodRow, sendScan } from '../support/history';
import { makeOpenSurvey } from '../support/open-survey';
import { surveyDraft } from '../support/survey-draft';
import { ballotsOf, cast } from '../support/votes';

async function found(app: App, unionId: string, day: string): Promise<void> {
	const set = { founded_on: day as Day };
	await app.db.updateTable('union').set(set).where('id', '=', unionId).execute();
}

async function makePeople(app: App) {
	const unionId = await makeUnion(app);
	const staff = await makeActor(app, 'staff', unionId);
	const supervisor = await makeActor(app, 'supervisor', await rootUnionId(app));
	return { unionId, staff, supervisor };
}

async function sheetOf(app: App, unionId: string, year: number) {
	const union = app.db.selectFrom('union').select('code').where('id', '=', unionId);
	const { code } = await union.executeTakeFirstOrThrow();
	const header = historyColumns.map((column) => column.header).join(',');
	const row = `${code},${year},会员评家,,全体会员,120,118,110,90,10,5,3,1,1,`;
	return { name: '历年.csv', bytes: Buffer.from(`${header}\n${row}\n`) };
}

const close = (app: App, unionId: string, by: string) =>
	closeUnion(app.db, app.clock, { unionId, reason: '企业破产', by });
const yes = { consent: false };

describeEachEngine('a year before a union was founded', (engine) => {
	test('has no figures, by form or by spreadsheet', async () => {
		const app = await engine.createApp();
		const { unionId, staff } = await makePeople(app);
		await found(app, unionId, '2024-03-01');
		await expect(enterRow(app, staff, { unionId })).rejects.toMatchObject({
			...{ code: 'history_wrong', about: expect.stringContaining('2024 年才成立') }
		});
		const [problems] = await checkEntries(app, unionId, [goodRow]);
		expect(problems?.map(({ code }) => code)).toEqual(['before_founding']);
		const preview = await previewHistory(app, staff, await sheetOf(app, unionId, 2023));
		expect(preview).toMatchObject({ table: null, wrong: [{ column: 'B' }] });
		await enterRow(app, staff, { unionId, row: { year: 2024 } });
	});

	test('is not approved where the day was entered after the figures', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const id = await enterRow(app, staff, { unionId });
		await sendScan(app, staff, [id]);
		await found(app, unionId, '2024-03-01');
		const decision = { ids: [id], ...yes };
		await expect(approveHistory(app, supervisor, decision)).rejects.toMatchObject({
			code: 'history_before_founding'
		});
		await found(app, unionId, '2023-12-31');
		await approveHistory(app, supervisor, decision);
	});
});

describeEachEngine('a closed union', (engine) => {
	test('gets no new figures, and what waited may still be approved', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const waiting = await enterRow(app, staff, { unionId });
		await sendScan(app, staff, [waiting]);
		const sheet = await sheetOf(app, unionId, 2022);
		const { table } = await previewHistory(app, staff, sheet);
		await close(app, unionId, supervisor.userId);
		const another = enterRow(app, staff, { unionId, row: { year: 2022 } });
		await expect(another).rejects.toMatchObject({ code: 'union_closed' });
		await expect(importHistory(app, staff, table ?? '')).rejects.toMatchObject({
			code: 'history_wrong'
		});
		const late = await previewHistory(app, staff, sheet);
		expect(late.wrong[0]?.text).toContain('已经撤销');
		await approveHistory(app, supervisor, { ids: [waiting], ...yes });
	});
});

describeEachEngine('a year', (engine) => {
	test('is not taken by what a poster collected', async () => {
		const app = await engine.createApp();
		const poster = await makeOpenSurvey(app, { mode: 'poster', codes: 0 });
		await closeSurvey(app, poster.surveyId, poster.by);
		const results = app.db.selectFrom('result').select('mode').distinct();
		expect(await results.execute()).toEqual([{ mode: 'poster' }]);
		const later = { now: () => new Date('2027-02-01T02:00:00Z') };
		const row = { ...goodRow, year: 2026 };
		expect(await checkEntries({ ...app, clock: later }, poster.unionId, [row])).toEqual([[]]);
	});

	test('goes to one of a survey and earlier figures that come at once', async () => {
		const app = await engine.createApp();
		const { unionId, staff } = await makePeople(app);
		const draft = surveyDraft(unionId, { year: 2025, subjects: ['home'] });
		const both = await Promise.allSettled([
			draftSurvey(app.db, app.clock, draft, staff.userId),
			enterRow(app, staff, { unionId, row: { year: 2025 } })
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('that was counted here is not entered again from paper', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 12 });
		await cast(app, survey, ballotsOf(app, { satisfied: 12 }));
		await closeSurvey(app, survey.surveyId, survey.by);
		const later = { now: () => new Date('2027-02-01T02:00:00Z') };
		const rows = [{ ...goodRow, year: 2026 }];
		const [problems] = await checkEntries({ ...app, clock: later }, survey.unionId, rows);
		expect(problems?.map(({ code }) => code)).toEqual(['has_survey']);
	});
});

describeEachEngine('whoever decides', (engine) => {
	test('is told of a void survey of that year, and of members that do not fit', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const survey = await makeOpenSurvey(app, { unionId, subjects: ['home'], codes: 12 });
		await closeSurvey(app, survey.surveyId, survey.by);
		await voidSurvey(app.db, app.clock, survey.surveyId, '按名单发码', supervisor.userId);
		const later = { ...app, clock: { now: () => new Date('2027-02-01T02:00:00Z') } };
		const seen = async (row: Partial<typeof goodRow>) => {
			const id = await enterRow(later, staff, { unionId, row });
			const [view] = await readHistory(app.db, [id]);
			if (!view) throw new Error('not entered');
			return (await readCautions(app.db, [view])).get(id) ?? null;
		};
		const voided = [{ id: survey.surveyId, title: '会员评家', reason: '按名单发码' }];
		expect(await seen({ year: 2026 })).toEqual({ voided, members: null });
		const entered = { entered_by: staff.userId, entered_at: toInstant(app.clock.now()) };
		const years = [2023, 2024, 2025].map((year) => ({ union_id: unionId, year, ...entered }));
		const rows = years.map((row) => ({ ...row, members: row.year === 2024 ? 120 : 60 }));
		await app.db.insertInto('member_count').values(rows).execute();
		expect(await seen({ year: 2023 })).toEqual({ voided: [], members: 60 });
		expect(await seen({ year: 2024 })).toBeNull();
		const representatives = { year: 2025, electorate: 'representatives' } as const;
		expect(await seen(representatives)).toBeNull();
	});
});

describeEachEngine('a scan', (engine) => {
	test('that shows unions out of reach is no ground for approval', async () => {
		const app = await engine.createApp();
		const county = (code: string) => makeUnion(app, { level: 'county', kind: 'county', code });
		const [east, west] = [await county('E'), await county('W')];
		const [one, two] = [
			await makeUnion(app, { parentId: east }),
			await makeUnion(app, { parentId: west })
		];
		const above = await makeActor(app, 'supervisor', await rootUnionId(app));
		const ids = [
			await enterRow(app, above, { unionId: one }),
			await enterRow(app, above, { unionId: two })
		];
		await sendScan(app, above, ids);
		const supervisor = await makeActor(app, 'supervisor', east);
		const decision = { ids: ids.slice(0, 1), ...yes };
		await expect(approveHistory(app, supervisor, decision)).rejects.toMatchObject({
			code: 'evidence_unseen'
		});
		await sendScan(app, await makeActor(app, 'staff', one), decision.ids);
		await approveHistory(app, supervisor, decision);
	});

	test('taken away or sent while figures are approved is on one side of the decision', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		for (const year of [2020, 2021, 2022, 2023]) {
			const id = await enterRow(app, staff, { unionId, row: { year } });
			const fileId = await sendScan(app, staff, [id]);
			const [approved] = await Promise.allSettled([
				approveHistory(app, supervisor, { ids: [id], ...yes }),
				removeHistoryFile(app, { resultId: id, fileId, by: staff.userId })
			]);
			const [view] = await readHistory(app.db, [id]);
			expect(view?.files).toBe(approved.status === 'fulfilled' ? 1 : 0);
		}
	});
});
